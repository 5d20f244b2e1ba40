package org.tongguan.comply.report.word;

import org.tongguan.comply.report.words.Material;

/// The report in the making: what it is made of, the page it is set on, and the number of the chapter at hand.
final class Manuscript {

    private final Material material;
    private final WordPage page = new WordPage();
    private int chapter;
    private int section;

    Manuscript(Material material) {
        this.material = material;
    }

    Material material() {
        return material;
    }

    WordPage page() {
        return page;
    }

    void chapter(String title) {
        page.heading(1, ++chapter + "　" + title);
        section = 0;
    }

    void section(String title) {
        page.heading(2, chapter + "." + ++section + "　" + title);
    }

    void appendix(String letter, String title, boolean newPage) {
        page.heading(1, "附录" + letter + "　" + title, newPage);
    }
}
