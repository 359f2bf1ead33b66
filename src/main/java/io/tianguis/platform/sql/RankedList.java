package io.tianguis.platform.sql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists, newest first, of which any page costs the same: how many rows there are, and where the row at an offset stands,
 * is known without counting. The owner of the rows keeps two tables, made as below with a name of their own, and writes one
 * row into the first for each row that joins (+1) or leaves (-1) a list, in the statement that changes it. From time to
 * time {@link #fold} adds these up in the second, by blocks of 1,024, of 32,768 and of 1,048,576 ids, whose level is the
 * number of an id's bits that they leave out. A question reads both tables, so its answer is exact at any moment, and
 * writers never wait for each other.
 *
 * <pre>{@code
 * CREATE TABLE <name>_change (
 *     shop_id bigint NOT NULL,
 *     list text NOT NULL,
 *     change_id bigint GENERATED ALWAYS AS IDENTITY,
 *     id bigint NOT NULL,
 *     delta bigint NOT NULL,
 *     CONSTRAINT <name>_change_pk PRIMARY KEY (shop_id, list, change_id)
 * );
 * CREATE TABLE <name>_count (
 *     shop_id bigint NOT NULL,
 *     list text NOT NULL,
 *     level integer NOT NULL,
 *     block bigint NOT NULL,
 *     rows bigint NOT NULL,
 *     CONSTRAINT <name>_count_pk PRIMARY KEY (shop_id, list, level, block)
 * );
 * }</pre>
 */
public final class RankedList {

    /** How often somebody should {@link #fold}. */
    public static final Duration FOLDING_PAUSE = Duration.ofSeconds(1);

    /** The levels of the counts, for a statement of the owner's that counts rows anew. */
    public static final String LEVELS = "(VALUES (10), (15), (20)) AS levels(level)";

    private static final int FOLDED_AT_ONCE = 10_000;

    private static final int LARGE = 20;
    private static final int MIDDLE = 15;
    private static final int SMALL = 10;

    private static final String TOTAL = """
            (coalesce((SELECT sum(rows) FROM %1$s_count WHERE shop_id = ? AND list = ? AND level = 20), 0)
             + coalesce((SELECT sum(delta) FROM %1$s_change WHERE shop_id = ? AND list = ?), 0))::bigint
            """;

    private static final String POSITION = """
            position AS MATERIALIZED (
                SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM counted_20) AS total,
                       ((found.block + 1) << 10) - 1 AS from_id,
                       ? - found.before AS skip
                  FROM (SELECT) nothing
                  LEFT JOIN found_10 found ON true)
            """;

    private final String name;
    private final String blocks;

    /** @param name what the names of the two tables begin with; part of the statements, so never from outside */
    public RankedList(String name) {
        this.name = name;
        this.blocks = blocks(name);
    }

    /**
     * Where a page begins.
     *
     * @param total how many rows the list has
     * @param fromId the page is among the rows of this id and lower ones, the highest that there may be for a page at the
     *     beginning; null when it is beyond the end
     * @param skip how many of these rows come before it, at most 1,023
     */
    public record Position(long total, @Nullable Long fromId, long skip) {}

    /**
     * Finds the row at an offset from the newest, which is the one of the highest id. The first page, which most ask for,
     * costs no look at the blocks.
     */
    public Position position(Statements statements, long shopId, String list, long offset) {
        if (offset == 0) {
            long total = total(statements, shopId, list);
            return new Position(total, total == 0 ? null : Long.MAX_VALUE, 0);
        }
        record Row(
                long total, @Nullable Long fromId, @Nullable Long skip) {}
        Row row = statements.get(
                Row.class,
                "WITH " + blocks + ", " + POSITION + " SELECT total, from_id, skip FROM position",
                positionValues(shopId, list, offset).toArray());
        return new Position(row.total(), row.fromId(), row.skip() == null ? 0 : row.skip());
    }

    /**
     * The rows of a page, from the newest on.
     *
     * @param total how many rows the list has
     */
    public record Page(long total, List<Long> ids) {}

    /**
     * A page, in one round trip.
     *
     * @param rows the owner's statement of all rows of the list, a column {@code id}, which an index has in this order
     * @param values of that statement
     */
    public Page page(
            Statements statements, long shopId, String list, long offset, int limit, String rows, Object... values) {
        if (offset == 0) {
            return statements.get(
                    Page.class,
                    """
                    SELECT %s AS total,
                           ARRAY(SELECT id FROM (%s) of_list ORDER BY id DESC LIMIT ?) AS ids
                    """.formatted(TOTAL.formatted(name), rows),
                    all(List.of(shopId, list, shopId, list), values, limit));
        }
        return statements.get(
                Page.class,
                """
                WITH %s, %s
                SELECT total,
                       ARRAY(SELECT id
                               FROM (%s) of_list
                              WHERE id <= (SELECT from_id FROM position)
                              ORDER BY id DESC
                             OFFSET (SELECT skip FROM position) LIMIT ?) AS ids
                  FROM position
                """.formatted(blocks, POSITION, rows),
                all(positionValues(shopId, list, offset), values, limit));
    }

    private static List<Object> positionValues(long shopId, String list, long offset) {
        List<Object> values = blockValues(shopId, new String[] {list}, offset, 1);
        values.add(offset);
        return values;
    }

    private static Object[] all(List<Object> first, Object[] then, int last) {
        List<Object> values = new ArrayList<>(first);
        values.addAll(Arrays.asList(then));
        values.add(last);
        return values.toArray();
    }

    /** Finds the blocks of the smallest level, {@code found_10}, that hold the rows asked for of some lists together. */
    private static String blocks(String name) {
        return """
                pending AS MATERIALIZED (
                    SELECT id, delta::integer AS delta FROM %1$s_change WHERE shop_id = ? AND list = ANY (?)),
                counted_20 AS (
                    SELECT block, sum(rows)::integer AS rows
                      FROM (SELECT block, rows::integer AS rows
                              FROM %1$s_count
                             WHERE shop_id = ? AND list = ANY (?) AND level = 20
                            UNION ALL
                            SELECT id >> 20, delta FROM pending) counted
                     GROUP BY block),
                %2$s,
                %3$s,
                %4$s""".formatted(name, found(LARGE, "0"), below(name, LARGE, MIDDLE), below(name, MIDDLE, SMALL));
    }

    /**
     * Blocks are added up as integers: the sum of larger ones is a numeric, which takes several times as long for each. {@code
     * OFFSET 0} keeps the planner from reading all blocks of the level and then joining those above.
     */
    private static String below(String name, int above, int level) {
        return """
                counted_%1$d AS (
                    SELECT block, sum(rows)::integer AS rows
                      FROM (SELECT c.block, c.rows
                              FROM found_%2$d f
                             CROSS JOIN LATERAL (
                                   SELECT block, rows::integer AS rows
                                     FROM %3$s_count
                                    WHERE shop_id = ? AND list = ANY (?) AND level = %1$d
                                      AND block BETWEEN f.block << %4$d AND ((f.block + 1) << %4$d) - 1
                                   OFFSET 0) c
                            UNION ALL
                            SELECT p.id >> %1$d, p.delta
                              FROM found_%2$d f
                              JOIN pending p ON p.id >> %2$d = f.block) counted
                     GROUP BY block),
                %5$s""".formatted(
                level, above, name, above - level, found(level, "(SELECT min(before) FROM found_" + above + ")"));
    }

    private static String found(int level, String before) {
        return """
                found_%1$d AS MATERIALIZED (
                    SELECT block, rows, before
                      FROM (SELECT block, rows,
                                   %2$s + sum(rows) OVER (ORDER BY block DESC ROWS UNBOUNDED PRECEDING) - rows AS before
                              FROM counted_%1$d) ranked
                     WHERE before < ? AND before + rows > ? AND rows > 0)""".formatted(level, before);
    }

    private static List<Object> blockValues(long shopId, String[] lists, long offset, long rows) {
        List<Object> values = new ArrayList<>(List.of(shopId, lists));
        for (int _ : List.of(LARGE, MIDDLE, SMALL)) {
            values.addAll(List.of(shopId, lists, offset + rows, offset));
        }
        return values;
    }

    /**
     * Some of the ids that a page is among, those of blocks that follow each other or nearly so.
     *
     * @param rows how many rows of these ids have to be read, newest first
     */
    public record Stretch(long fromId, long toId, long rows) {}

    /**
     * Where a page is, for rows that are found among others.
     *
     * @param skip how many of the first rows that are read come before the page
     * @param stretches newest first
     */
    public record Range(long skip, List<Stretch> stretches) {}

    /**
     * Finds the blocks of a page of several lists together, which have no row in common.
     *
     * @param rows of the page, which has all of them
     * @param bridged how many blocks without a row of the page are rather read than passed around
     */
    public Range range(Statements statements, long shopId, List<String> lists, long offset, long rows, int bridged) {
        record Row(long block, long rows, long before) {}
        List<Row> found = statements.list(
                Row.class,
                "WITH " + blocks + " SELECT block, rows, before FROM found_10 ORDER BY block DESC",
                blockValues(shopId, lists.toArray(String[]::new), offset, rows).toArray());
        List<Stretch> stretches = new ArrayList<>();
        for (Row row : found) {
            long fromId = row.block() << 10;
            long read = Math.min(row.rows(), offset + rows - row.before());
            if (!stretches.isEmpty() && stretches.getLast().fromId() - fromId <= 1_024L * (1 + bridged)) {
                Stretch later = stretches.removeLast();
                stretches.add(new Stretch(fromId, later.toId(), later.rows() + read));
            } else {
                stretches.add(new Stretch(fromId, fromId + 1_023, read));
            }
        }
        return new Range(found.isEmpty() ? 0 : offset - found.getFirst().before(), stretches);
    }

    /** How many rows the list has. */
    public long total(Statements statements, long shopId, String list) {
        record Total(long total) {}
        return statements
                .get(Total.class, "SELECT " + TOTAL.formatted(name) + " AS total", shopId, list, shopId, list)
                .total();
    }

    /**
     * Adds changes up, a bounded number of them; several processes may at a time.
     *
     * @return whether there may be more
     */
    public boolean fold(Database database) {
        record Folded(long changes) {}
        List<Folded> folded = database.list(Folded.class, """
                WITH gone AS (
                    DELETE FROM %1$s_change
                     WHERE ctid = ANY (ARRAY(
                           SELECT ctid FROM %1$s_change ORDER BY shop_id, list, change_id LIMIT ?
                              FOR UPDATE SKIP LOCKED))
                    RETURNING shop_id, list, id, delta),
                added AS (
                    INSERT INTO %1$s_count AS c (shop_id, list, level, block, rows)
                    SELECT shop_id, list, level, id >> level, sum(delta)
                      FROM gone
                     CROSS JOIN %2$s
                     GROUP BY 1, 2, 3, 4
                    HAVING sum(delta) <> 0
                     ORDER BY 1, 2, 3, 4
                        ON CONFLICT (shop_id, list, level, block) DO UPDATE SET rows = c.rows + excluded.rows)
                SELECT count(*) AS changes FROM gone
                """.formatted(name, LEVELS), FOLDED_AT_ONCE);
        return folded.getFirst().changes() == FOLDED_AT_ONCE;
    }
}
