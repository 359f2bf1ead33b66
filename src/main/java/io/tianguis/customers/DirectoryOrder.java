package io.tianguis.customers;

/** In which order the directory of people is read. */
public enum DirectoryOrder {
    /** By name in Spanish order; who has none comes first. */
    NAME(Axis.NAME, true),
    NAME_BACKWARDS(Axis.NAME, false),
    NEWEST_FIRST(Axis.ID, false);

    /** What the directory is counted along. */
    enum Axis {
        NAME,
        ID
    }

    private final Axis axis;
    private final boolean ascending;

    DirectoryOrder(Axis axis, boolean ascending) {
        this.axis = axis;
        this.ascending = ascending;
    }

    Axis axis() {
        return axis;
    }

    String direction() {
        return ascending ? "ASC" : "DESC";
    }
}
