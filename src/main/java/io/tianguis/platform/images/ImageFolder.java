package io.tianguis.platform.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of pictures: {@code <compartment>/<first two digits>/<hash>-<side>.jpg}. What a file is called says what is in it,
 * so files never change, may be kept by everybody for ever, and are written by any number of processes that share the folder.
 * Every file is whole from the moment it is there.
 */
public final class ImageFolder {

    public static final int MOST_BYTES = 8 << 20;
    public static final long MOST_PIXELS = 25_000_000;
    public static final int LONGEST_SIDE = 10_000;

    /** As many as two hexadecimal digits tell apart. */
    public static final int SLICES = 256;

    private static final int BATCH = 500;
    private static final Pattern COMPARTMENT = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern RENDITION = Pattern.compile("([0-9a-f]{32})-[1-9][0-9]*\\.jpg");

    private final Path root;

    /** @param root made when the first picture comes */
    public ImageFolder(Path root) {
        this.root = root;
    }

    /**
     * Keeps a picture in all its sizes. Keeping the same picture twice keeps one, as if it had come the second time.
     *
     * @param compartment whose picture it is; pictures of different compartments never meet
     */
    public void keep(long compartment, RenderedImage image, Instant at) {
        try {
            for (RenderedImage.Rendition rendition : image.renditions()) {
                write(file(compartment, image.image().hash(), rendition.side()), rendition.jpeg(), at);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("a picture cannot be written below " + root, fault);
        }
    }

    /** Says that nobody needs a picture from a moment on. */
    public void release(long compartment, Image image, Instant at) {
        for (int side : image.sides()) {
            Path file = file(compartment, image.hash(), side);
            try {
                Files.setLastModifiedTime(file, FileTime.from(at));
            } catch (NoSuchFileException gone) {
                // Nothing to be thrown away.
            } catch (IOException fault) {
                throw new UncheckedIOException(file + " cannot be released", fault);
            }
        }
    }

    /**
     * The JPEG of a kept picture that fits into a square.
     *
     * @param side one of {@link Image#sides()}
     * @return nothing when the compartment has no such rendition, whatever the texts say
     */
    public Optional<byte[]> find(long compartment, String hash, int side) {
        if (!Image.isHash(hash) || !Image.SIDES.contains(side)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(compartment, hash, side)));
        } catch (NoSuchFileException unknown) {
            return Optional.empty();
        } catch (IOException fault) {
            throw new UncheckedIOException("a picture cannot be read below " + root, fault);
        }
    }

    private Path file(long compartment, String hash, int side) {
        return root.resolve(Long.toString(compartment))
                .resolve(hash.substring(0, 2))
                .resolve(hash + "-" + side + ".jpg");
    }

    private static void write(Path file, byte[] jpeg, Instant at) throws IOException {
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(at));
            return;
        }
        Path folder = Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(folder, "new-", ".tmp");
        Files.write(unfinished, jpeg);
        Files.setLastModifiedTime(unfinished, FileTime.from(at));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The compartments that there are. */
    public List<Long> compartments() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> COMPARTMENT.matcher(name).matches())
                    .map(Long::parseLong)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException fault) {
            throw new UncheckedIOException(root + " cannot be looked through", fault);
        }
    }

    /** Whether the folder carries a mark, which the first who asks leaves on it. No as well while somebody else leaves theirs. */
    public boolean belongsTo(String owner) {
        Path mark = root.resolve("owner");
        try {
            if (!Files.exists(mark)) {
                Files.writeString(mark, owner, StandardOpenOption.CREATE_NEW);
            }
            return Files.readString(mark).equals(owner);
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (IOException fault) {
            throw new UncheckedIOException(root + " cannot be marked", fault);
        }
    }

    /**
     * A file that was found.
     *
     * @param hash of the picture that it shows; nothing for one that was never finished
     */
    public record KeptFile(Path path, Optional<String> hash) {

        static KeptFile of(Path path) {
            Matcher rendition = RENDITION.matcher(path.getFileName().toString());
            return new KeptFile(path, rendition.matches() ? Optional.of(rendition.group(1)) : Optional.empty());
        }

        public void delete() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException fault) {
                throw new UncheckedIOException(path + " cannot be deleted", fault);
            }
        }
    }

    /**
     * Goes through the files of a compartment that nobody has kept or released since a moment, {@value #BATCH} at a time.
     *
     * @param slice from 0 to {@value #SLICES} - 1; each file is in one
     * @return what the batches answered, added up
     */
    public int sumOfOld(long compartment, int slice, Instant since, ToIntFunction<List<KeptFile>> batches) {
        Path folder =
                root.resolve(Long.toString(compartment)).resolve(HexFormat.of().toHexDigits((byte) slice));
        int sum = 0;
        List<KeptFile> batch = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOld(file, since)) {
                    batch.add(KeptFile.of(file));
                }
                if (batch.size() == BATCH) {
                    sum += batches.applyAsInt(List.copyOf(batch));
                    batch.clear();
                }
            }
        } catch (NoSuchFileException none) {
            return 0;
        } catch (IOException fault) {
            throw new UncheckedIOException(folder + " cannot be looked through", fault);
        }
        return batch.isEmpty() ? sum : sum + batches.applyAsInt(List.copyOf(batch));
    }

    private static boolean isOld(Path file, Instant since) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(since);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
