package io.tianguis.kernel;

import java.time.Instant;

/** The only source of time. Production reads the system's; tests move their own. */
public interface Clock {

    /** The present moment, to the microsecond, which is what the database keeps. */
    Instant now();
}
