package uk.gov.education.training.schoolupdates.reference.register;

/**
 * Counts of rows and schools in a part of an import.
 *
 * @param rowsRead rows of the file
 * @param rejected rows of the file that could not be used
 * @param urnsReplaced schools that have another URN now
 * @param merged schools that another one took over
 * @param unchanged rows of the file that changed nothing
 */
record Figures(
        int rowsRead, int rejected, int added, int changed, int closed, int urnsReplaced, int merged, int unchanged) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);
    static final Figures REJECTED = new Figures(0, 1, 0, 0, 0, 0, 0, 0);
    static final Figures ADDED = new Figures(0, 0, 1, 0, 0, 0, 0, 0);
    static final Figures CHANGED = new Figures(0, 0, 0, 1, 0, 0, 0, 0);
    static final Figures CLOSED = new Figures(0, 0, 0, 0, 1, 0, 0, 0);
    static final Figures URN_REPLACED = new Figures(0, 0, 0, 0, 0, 1, 0, 0);
    static final Figures MERGED = new Figures(0, 0, 0, 0, 0, 0, 1, 0);
    static final Figures UNCHANGED = new Figures(0, 0, 0, 0, 0, 0, 0, 1);

    /** Counts rows that are read. */
    static Figures read(int rows, int rejected) {
        return new Figures(rows, rejected, 0, 0, 0, 0, 0, 0);
    }

    /** Counts rows that changed nothing. */
    static Figures unchanged(int rows) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, rows);
    }

    Figures plus(Figures more) {
        return new Figures(
                rowsRead + more.rowsRead,
                rejected + more.rejected,
                added + more.added,
                changed + more.changed,
                closed + more.closed,
                urnsReplaced + more.urnsReplaced,
                merged + more.merged,
                unchanged + more.unchanged);
    }
}
