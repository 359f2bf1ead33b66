package io.tianguis.architecture.broken.platform.sql;

public final class Database {

    public void query() {}
}
