package io.tianguis.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL's programs are run: as which user, in a session of their own (so that Ctrl-C in a terminal reaches
 * only the program, which stops PostgreSQL after its last request), and told by SIGINT when this process dies. The first
 * way that can run {@code postgres --version} here is taken:
 *
 * <ol>
 *   <li>root: {@code setpriv} to the user postgres, or else nobody, who then owns the cluster;
 *   <li>root without setpriv, or in a folder that user may not enter: a user namespace of its own, where root is nobody
 *       and owns the cluster;
 *   <li>an ordinary user: directly, through setpriv where there is one.
 * </ol>
 *
 * @param prefix what is written before the command
 * @param owner who owns the cluster's files; empty when that needs no thought, for an ordinary user
 */
record Privileges(List<String> prefix, Optional<Owner> owner) {

    private static final Logger LOG = LoggerFactory.getLogger(Privileges.class);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final List<String> END_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");

    record Owner(int uid, int gid) {}

    static Privileges choose(Path postgres) throws InterruptedException {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        Optional<Unprivileged> unprivileged = DataFolder.isRoot() ? Unprivileged.find() : Optional.empty();
        StringJoiner refusals = new StringJoiner("; ");
        for (Privileges candidate : candidates(linux, unprivileged)) {
            Commands.Result probe =
                    Commands.tryToRun(candidate.command(List.of(postgres.toString(), "--version")), PROBE_LIMIT);
            if (probe.succeeded()) {
                LOG.debug("PostgreSQL runs as: {}", candidate);
                return candidate;
            }
            refusals.add(String.join(" ", candidate.prefix) + ": " + probe.output());
        }
        throw new PostgresStartFailed(explain(postgres, unprivileged, refusals.toString()));
    }

    /** The command, run this way. */
    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Gives a file or folder and all in it to the owner; a cluster made under another one is taken over so. */
    void own(Path tree) throws IOException {
        if (owner.isEmpty() || Files.getAttribute(tree, "unix:uid").equals(owner.get().uid)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(tree)) {
            paths = new ArrayList<>(walk.toList());
        }
        // The top comes last: what was interrupted is done again.
        for (Path path : paths.reversed()) {
            Files.setAttribute(path, "unix:gid", owner.get().gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", owner.get().uid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static List<Privileges> candidates(boolean linux, Optional<Unprivileged> unprivileged) {
        if (!DataFolder.isRoot()) {
            Privileges direct = new Privileges(List.of(), Optional.empty());
            return linux ? List.of(direct.behind(END_WITH_PARENT).behind(List.of("setsid")), direct) : List.of(direct);
        }
        List<Privileges> candidates = new ArrayList<>();
        unprivileged.ifPresent(user -> candidates.add(new Privileges(
                List.of(
                        "setsid",
                        "setpriv",
                        "--reuid",
                        Integer.toString(user.owner.uid),
                        "--regid",
                        Integer.toString(user.owner.gid),
                        "--clear-groups",
                        "--pdeathsig",
                        "INT"),
                Optional.of(user.owner))));
        Privileges namespace = new Privileges(List.of("unshare", "-U"), Optional.of(new Owner(0, 0)));
        // Entering the namespace forgets the signal, so it is asked for inside.
        candidates.add(new Privileges(
                Stream.of(List.of("setsid"), namespace.prefix, END_WITH_PARENT)
                        .flatMap(List::stream)
                        .toList(),
                namespace.owner));
        candidates.add(namespace);
        return candidates;
    }

    private Privileges behind(List<String> words) {
        return new Privileges(Stream.concat(words.stream(), prefix.stream()).toList(), owner);
    }

    private static String explain(Path postgres, Optional<Unprivileged> unprivileged, String refusals) {
        if (!DataFolder.isRoot()) {
            return "cannot run " + postgres + ": " + refusals;
        }
        String why = closedParent(postgres)
                .map(parent -> "the user "
                        + unprivileged.map(Unprivileged::name).orElse("nobody") + " may not enter " + parent)
                .orElse("no other user can run it");
        return "PostgreSQL refuses to run as root, and " + why
                + ": choose a data folder that every user may enter, or run as an ordinary user (tried: " + refusals
                + ")";
    }

    private static Optional<Path> closedParent(Path postgres) {
        return Stream.iterate(postgres.getParent(), path -> path != null, Path::getParent)
                .filter(Privileges::isClosed)
                .reduce((lower, upper) -> upper);
    }

    private static boolean isClosed(Path folder) {
        try {
            return !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** The user that PostgreSQL runs as when this process is root. */
    private record Unprivileged(String name, Owner owner) {

        static Optional<Unprivileged> find() throws InterruptedException {
            for (String name : List.of("postgres", "nobody")) {
                Commands.Result uid = Commands.tryToRun(List.of("id", "-u", name), PROBE_LIMIT);
                Commands.Result gid = Commands.tryToRun(List.of("id", "-g", name), PROBE_LIMIT);
                if (uid.succeeded() && gid.succeeded()) {
                    Owner owner = new Owner(Integer.parseInt(uid.output()), Integer.parseInt(gid.output()));
                    return Optional.of(new Unprivileged(name, owner));
                }
            }
            return Optional.empty();
        }
    }
}
