package io.tianguis.returns;

/** How far a return is (K14). All but a closed one are under way. */
public enum ReturnStatus {
    /** Announced; nothing has come yet. */
    OPEN,
    /** Units have come since it was opened, or reopened. */
    RECEIVING,
    CLOSED,
    /** Under way again; nothing has come since. */
    REOPENED
}
