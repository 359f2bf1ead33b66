package io.tianguis.platform.http;

import io.tianguis.kernel.Sha256;
import io.tianguis.platform.sql.Database;
import io.tianguis.platform.sql.IdempotentAnswers;
import io.tianguis.platform.sql.IdempotentAnswers.Answer;
import io.tianguis.platform.sql.IdempotentAnswers.Known;
import io.tianguis.platform.sql.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs the requests that create something. Each runs in one transaction, which a refusal rolls back. With an
 * {@code Idempotency-Key} the answer is stored in that same transaction, and a replay gets it again: nothing is created
 * twice, whenever the process died.
 */
public final class CreatingRequests {

    private static final int MAX_KEY_LENGTH = 255;

    /** How a surface words what it refuses on account of the key. */
    public interface KeyRefusals {

        /** The key is empty or longer than 255 characters: 400. */
        Response malformedKey(Request request);

        /** The first request with the key is still running, wait: 409. */
        Response stillRunning(Request request);

        /** The key was used for a different request: 422. */
        Response usedDifferently(Request request);
    }

    private final Database database;
    private final IdempotentAnswers answers;

    public CreatingRequests(Database database, IdempotentAnswers answers) {
        this.database = database;
        this.answers = answers;
    }

    /**
     * Answers a creating request of a shop.
     *
     * @param creation makes the thing and words the answer; a {@link Response#refuses() refusing} answer undoes it and is
     *     not stored. It may run more than once, and then its earlier runs left nothing behind
     */
    public Response answer(Request request, long shopId, KeyRefusals refusals, Function<Tx, Response> creation) {
        return answer(
                request,
                shopId,
                refusals,
                creation,
                () -> database.transaction(creation, response -> !response.refuses()));
    }

    /**
     * Answers a creating request of a shop, for a capability that has a better way than a transaction of one request.
     *
     * @param unkeyed makes the thing and words the answer where no key ties it to a transaction
     */
    public Response answer(
            Request request,
            long shopId,
            KeyRefusals refusals,
            Function<Tx, Response> creation,
            Supplier<Response> unkeyed) {
        Optional<String> key = request.header("Idempotency-Key");
        if (key.isEmpty()) {
            return unkeyed.get();
        }
        if (key.get().isEmpty() || key.get().length() > MAX_KEY_LENGTH) {
            return refusals.malformedKey(request);
        }
        byte[] hash = hash(request);
        return database.transaction(
                tx -> switch (answers.claim(tx, shopId, key.get(), hash)) {
                    case Known.Running _ -> refusals.stillRunning(request);
                    case Known.Different _ -> refusals.usedDifferently(request);
                    case Known.Answered(Answer answer) ->
                        new Response(answer.status(), answer.contentType(), answer.body(), Map.of())
                                .withHeader("Idempotency-Replayed", "true");
                    case Known.New _ -> {
                        Response response = creation.apply(tx);
                        if (!response.refuses()) {
                            Answer answer = new Answer(response.status(), response.contentType(), response.body());
                            answers.store(tx, shopId, key.get(), hash, answer);
                        }
                        yield response;
                    }
                },
                response -> !response.refuses());
    }

    private static byte[] hash(Request request) {
        MessageDigest digest = Sha256.begin();
        for (String part : List.of(request.method(), request.path(), withoutToken(request.rawQuery()))) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest.digest(request.body());
    }

    /** A retry may come with a newer access token, and is the same request all the same. */
    private static String withoutToken(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> !pair.startsWith("access_token="))
                .collect(Collectors.joining("&"));
    }
}
