package io.tianguis.questions;

import io.tianguis.platform.sql.Query;
import io.tianguis.platform.sql.Statements;
import io.tianguis.questions.CountedList.Move;
import io.tianguis.shops.ShopId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements on the counts of questions and threads, beside those of the ranked list. */
final class CountedListsSql {

    private CountedListsSql() {}

    /** Folded or not; by {@code question_list_count_pk} and {@code question_list_change_pk}. */
    static Counts counts(Statements statements, ShopId shop, CountedList kind) {
        record Total(String list, long rows) {}
        Map<String, Counts.Cell> cells = kind.cells();
        String[] lists = cells.keySet().toArray(String[]::new);
        List<Counts.Cell> counted = new ArrayList<>();
        for (Total total : statements.list(Total.class, """
                SELECT list, sum(rows)::bigint AS rows
                  FROM (SELECT list, rows FROM question_list_count WHERE shop_id = ? AND list = ANY (?) AND level = 20
                        UNION ALL
                        SELECT list, delta FROM question_list_change WHERE shop_id = ? AND list = ANY (?)) counted
                 GROUP BY list
                """, shop.value(), lists, shop.value(), lists)) {
            Counts.Cell cell = cells.get(total.list());
            if (cell != null) {
                counted.add(new Counts.Cell(cell.channel(), cell.state(), total.rows()));
            }
        }
        return new Counts(counted);
    }

    static Query<Integer> move(ShopId shop, List<Move> moves) {
        return Query.update(
                """
                INSERT INTO question_list_change (shop_id, list, id, delta)
                SELECT ?, list, id, delta FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS m(list, id, delta)
                """,
                shop.value(),
                moves.stream().map(Move::list).toArray(String[]::new),
                moves.stream().map(Move::second).toArray(Long[]::new),
                moves.stream().map(Move::delta).toArray(Long[]::new));
    }
}
