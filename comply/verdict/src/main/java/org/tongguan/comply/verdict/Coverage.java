package org.tongguan.comply.verdict;

/// How much of what the machine set out to see it has seen.
///
/// @param asked observations a check was due for
/// @param decided of these, how many came to an answer
/// @param required the share below which the run is invalid, 0 to 1
public record Coverage(int asked, int decided, double required) {

    public double share() {
        return asked == 0 ? 0 : (double) decided / asked;
    }

    /// False: the run says too little to conclude anything from.
    public boolean valid() {
        return asked > 0 && share() >= required;
    }
}
