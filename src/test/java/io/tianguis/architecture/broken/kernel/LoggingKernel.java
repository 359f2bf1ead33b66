package io.tianguis.architecture.broken.kernel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggingKernel {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingKernel.class);

    static void say() {
        LOG.info("the kernel needs a library");
    }
}
