package io.tianguis.platform.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive right to serve from a data folder. The operating system takes it back when the process ends, however it
 * ends. The file's first line is the owner's process number, its second what the owner announced.
 *
 * <p>POSIX drops a process's lock when that process closes any descriptor of the file, so an owner in the same process
 * is known from {@link #HELD} and its file is never opened a second time; and an interrupted thread closes a channel it
 * writes to, so the file is written as a {@link RandomAccessFile}.
 */
final class DataFolderLock implements AutoCloseable {

    private static final int LONGEST_TEXT = 1_000;
    private static final Map<Path, DataFolderLock> HELD = new HashMap<>();

    private final Path folder;
    private final RandomAccessFile file;
    private String text = "";

    private DataFolderLock(Path folder, RandomAccessFile file) {
        this.folder = folder;
        this.file = file;
    }

    static DataFolderLock acquire(DataFolder dataFolder) throws IOException {
        Path folder = dataFolder.root();
        synchronized (HELD) {
            DataFolderLock holder = HELD.get(folder);
            if (holder != null) {
                throw new DataFolderInUse(folder, ProcessHandle.current().pid(), holder.text);
            }
            RandomAccessFile file = new RandomAccessFile(dataFolder.lockFile().toFile(), "rw");
            DataFolderLock lock = new DataFolderLock(folder, file);
            try {
                if (tryLock(file) == null) {
                    throw refusal(dataFolder);
                }
                lock.write();
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
            HELD.put(folder, lock);
            return lock;
        }
    }

    void announce(String newText) throws IOException {
        synchronized (HELD) {
            String line = newText.strip().replaceAll("\\R", " ");
            text = line.substring(0, Math.min(line.length(), LONGEST_TEXT));
            write();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(folder, this);
            file.close();
        }
    }

    private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
        return file.getChannel().tryLock();
    }

    /** New content first, then the new length: a reader never sees an empty file. */
    private void write() throws IOException {
        byte[] content = (ProcessHandle.current().pid() + "\n" + text + "\n").getBytes(StandardCharsets.UTF_8);
        file.seek(0);
        file.write(content);
        file.setLength(content.length);
    }

    private static DataFolderInUse refusal(DataFolder dataFolder) throws IOException {
        String[] lines = Files.readString(dataFolder.lockFile()).split("\n", 3);
        long pid = lines[0].matches("[0-9]{1,18}") ? Long.parseLong(lines[0]) : 0;
        return new DataFolderInUse(dataFolder.root(), pid, lines.length > 1 ? lines[1] : "");
    }
}
