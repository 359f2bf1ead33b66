package io.tianguis.customers;

import io.tianguis.customers.CustomerFilter.Order;
import io.tianguis.customers.CustomerListCountsSql.Counts;
import io.tianguis.customers.CustomerListCountsSql.Position;
import io.tianguis.customers.CustomerListCountsSql.Ranking;
import io.tianguis.customers.CustomerListSql.Narrowing;
import io.tianguis.platform.sql.Statements;
import io.tianguis.shops.ShopId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list of customers, read a page at a time. By the last chat it is two lists, one after the other: those who chatted, and
 * the others. A span of days changes how the first of these is found: a short span is sorted, a long one is found by counts.
 */
final class CustomerList {

    /** So many rows are sorted in less time than counts are added up in. */
    private static final long SORTED_AT_MOST = 10_000;

    private static final long FIRST_DAY = 0;
    private static final long LAST_DAY = Integer.MAX_VALUE;
    private static final int BLOCK_BITS = 20;
    private static final int WINDOW_BITS = 27;

    private final Statements statements;
    private final ShopId shop;
    private final CustomerFilter filter;
    private final Narrowing narrowing;
    private final long fromDay;
    private final long toDay;

    CustomerList(Statements statements, ShopId shop, CustomerFilter filter) {
        this.statements = statements;
        this.shop = shop;
        this.filter = filter;
        this.narrowing = new Narrowing(shop, filter.documentType(), filter.platform());
        this.fromDay = filter.from().map(LocalDate::toEpochDay).orElse(FIRST_DAY);
        this.toDay = filter.to().map(LocalDate::toEpochDay).orElse(LAST_DAY);
    }

    CustomerPage page(long offset, int limit) {
        if (filter.documentNumber().isPresent()) {
            Position found = CustomerListSql.listByDocument(
                    statements,
                    narrowing,
                    filter.documentNumber().get(),
                    fromDay,
                    toDay,
                    filter.order(),
                    offset,
                    limit);
            return new CustomerPage(found.total(), profiles(found.blocks()));
        }
        return switch (filter.order()) {
            case NEWEST_FIRST -> newestFirst(offset, limit);
            case LAST_CHAT_FIRST, LAST_CHAT_LAST -> byLastChat(offset, limit);
        };
    }

    private CustomerPage newestFirst(long offset, int limit) {
        Position position = CustomerListCountsSql.position(
                statements, Ranking.CREATED, narrowing, fromDay, toDay, false, offset, limit);
        return new CustomerPage(position.total(), profiles(ofDays(Ranking.CREATED, position, offset, limit)));
    }

    private CustomerPage byLastChat(long offset, int limit) {
        Counts counts = CustomerListCountsSql.count(statements, narrowing, fromDay, toDay);
        long silent = counts.silent();
        long chatted = counts.total() - silent;
        List<Long> ids = new ArrayList<>();
        if (offset < chatted) {
            ids.addAll(whoChatted(counts.anybody(), offset, (int) Math.min(limit, chatted - offset)));
        }
        long passed = Math.max(0, offset - chatted);
        int missing = limit - ids.size();
        if (missing > 0 && passed < silent) {
            Position position = CustomerListCountsSql.position(
                    statements, Ranking.SILENT, narrowing, fromDay, toDay, false, passed, missing);
            ids.addAll(ofDays(Ranking.SILENT, position, passed, missing));
        }
        return new CustomerPage(counts.total(), profiles(ids));
    }

    private List<Long> whoChatted(long anybody, long offset, int limit) {
        boolean ascending = filter.order() == Order.LAST_CHAT_LAST;
        boolean spanned = filter.from().isPresent() || filter.to().isPresent();
        if (!spanned) {
            Position position = CustomerListCountsSql.position(
                    statements, Ranking.CHAT, narrowing, 0, Long.MAX_VALUE, ascending, offset, limit);
            return ofChats(position, BLOCK_BITS, ascending, offset, limit);
        }
        if (anybody <= SORTED_AT_MOST) {
            return CustomerListSql.listChattersOfDays(statements, narrowing, fromDay, toDay, ascending, offset, limit);
        }
        Position position = CustomerListCountsSql.positionInPeriods(
                statements, narrowing, fromDay, toDay, ascending, offset, limit);
        return ofChats(position, WINDOW_BITS, ascending, offset, limit);
    }

    private List<Long> ofDays(Ranking ranking, Position position, long offset, int limit) {
        return position.blocks() == null || position.before() == null
                ? List.of()
                : CustomerListSql.listByDay(
                        statements, ranking, narrowing, position.blocks(), offset - position.before(), limit);
    }

    private List<Long> ofChats(Position position, int bits, boolean ascending, long offset, int limit) {
        return position.blocks() == null || position.before() == null
                ? List.of()
                : CustomerListSql.listByChat(
                        statements,
                        narrowing,
                        position.blocks(),
                        bits,
                        fromDay,
                        toDay,
                        ascending,
                        offset - position.before(),
                        limit);
    }

    private List<CustomerProfile> profiles(@Nullable List<Long> ids) {
        return ids == null || ids.isEmpty() ? List.of() : CustomerProfilesSql.list(statements, shop, ids);
    }
}
