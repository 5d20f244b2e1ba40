package org.tongguan.kernel.yaml;

/// Where in a file something stands. Lines and columns count from 1.
public record Place(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
