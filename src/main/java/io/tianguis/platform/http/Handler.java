package io.tianguis.platform.http;

/** Answers one kind of request: bytes to a command, a result to bytes. */
@FunctionalInterface
public interface Handler {

    Response handle(Request request);
}
