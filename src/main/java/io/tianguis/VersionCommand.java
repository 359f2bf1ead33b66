package io.tianguis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code tianguis version}. */
@Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer>, IVersionProvider {

    @Override
    public Integer call() {
        System.out.println(getVersion()[0]);
        return 0;
    }

    @Override
    public String[] getVersion() {
        try (InputStream in = VersionCommand.class.getResourceAsStream("/io/tianguis/version.properties")) {
            if (in == null) {
                throw new IllegalStateException("the build left version.properties out");
            }
            Properties properties = new Properties();
            properties.load(in);
            return new String[] {"tianguis " + properties.getProperty("version")};
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
