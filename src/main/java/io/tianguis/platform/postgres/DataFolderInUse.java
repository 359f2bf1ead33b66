package io.tianguis.platform.postgres;

import java.nio.file.Path;

/** Another process, or an earlier start in this one, serves from the data folder. The message names it. */
public final class DataFolderInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long ownerPid;
    private final String ownerText;

    DataFolderInUse(Path folder, long ownerPid, String ownerText) {
        super(folder + " is in use by "
                + (ownerPid > 0 ? "process " + ownerPid : "another process")
                + (ownerText.isEmpty() ? "" : " (" + ownerText + ")"));
        this.ownerPid = ownerPid;
        this.ownerText = ownerText;
    }

    /** Zero when the owner has the lock but has not written its number yet. */
    public long ownerPid() {
        return ownerPid;
    }

    /** What the owner announced, such as its URL; empty before that. */
    public String ownerText() {
        return ownerText;
    }
}
