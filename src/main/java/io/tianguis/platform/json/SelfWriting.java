package io.tianguis.platform.json;

/**
 * What writes itself, field by field. Records are written by looking at their components, which for what answers hold by the
 * hundred takes as long as the rest of the answer.
 */
public interface SelfWriting {

    /** Writes one value. */
    void write(JsonFields out);
}
