package io.tianguis.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.testkit.OpenApiDocument;
import io.tianguis.testkit.TestServer;
import io.tianguis.testkit.World;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends each case's {@code request.http} and compares the answer with its {@code response.http}: status, the headers that
 * the file names, and the body to the order of its fields and the digits of its numbers. Each answer is checked against the
 * dialect's OpenAPI document as well. A new case is two files; with {@code -Dwire.write=true} the answers that are missing
 * are written, for reading before they are committed. With {@code -Dwire.only=mercately/products} only the cases whose path
 * begins so are run.
 *
 * <p>Each case runs in a {@link World} of its own; those that only read share one. These stand for values that the world makes: {@code {{mercately_key}}},
 * {@code {{stranger_mercately_key}}}, {@code {{token}}}, {@code {{stranger_token}}}, {@code {{client_id}}},
 * {@code {{client_secret}}}, {@code {{stranger_shop}}}, {@code {{stranger_authorization}}}, {@code {{stranger_user}}},
 * {@code {{entry_token}}}. In an answer {@code {{secret}}} stands for the random part of a token or a secret that it issues. Between
 * requests there may be a {@link WarehouseStep}, a {@link ConversationStep} or a {@link QuestionStep}.
 */
class WireCasesTest {

    private static final Path CASES = Path.of("src/test/resources/wire");
    private static final boolean WRITE = Boolean.getBoolean("wire.write");
    private static final String ONLY = System.getProperty("wire.only", "");
    private static final Pattern ISSUED_TOKEN = Pattern.compile("(APP_USR-[0-9]+-|TG-)[A-Za-z0-9]{32}(-[0-9]+)");
    private static final Pattern SIGNING_SECRET = Pattern.compile("(\"whsec_)[A-Za-z0-9+/]{43}=");
    private static final Pattern ORDER_WEB_ID = Pattern.compile("(\\{\"web_id\":\")[A-Za-z0-9]{10}(\",\"status\":)");
    private static final Pattern BUYER_ID =
            Pattern.compile("(\"customer\":\\{\"id\":\")[a-z0-9]{13}(\",\"first_name\":[^}]*},\"order_items\":)");
    private static final Pattern ANNOUNCED_TOKEN = Pattern.compile("(\"order_token\":\"ENT)[A-Za-z0-9_-]{19}\"");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static TestServer reading;

    @TestFactory
    Stream<DynamicNode> everyCaseIsAnsweredToTheLetter() throws IOException {
        return folders(CASES).stream()
                .map(dialect -> DynamicContainer.dynamicContainer(
                        dialect.getFileName().toString(),
                        unchecked(dialect).stream()
                                .map(operation -> DynamicContainer.dynamicContainer(
                                        operation.getFileName().toString(),
                                        unchecked(operation).stream()
                                                .filter(WireCasesTest::isWanted)
                                                .map(folder -> DynamicTest.dynamicTest(
                                                        folder.getFileName().toString(),
                                                        () -> run(
                                                                dialect.getFileName()
                                                                        .toString(),
                                                                folder)))))));
    }

    /** Marketful assigns a label by GET too. */
    private static boolean onlyReads(WireExchange request) {
        return request.firstLine().startsWith("GET ") && !request.firstLine().contains("/asignar_guia");
    }

    private static synchronized TestServer reading() {
        if (reading == null) {
            reading = TestServer.inWorld();
        }
        return reading;
    }

    @AfterAll
    static synchronized void close() {
        if (reading != null) {
            reading.close();
            reading = null;
        }
    }

    private static boolean isWanted(Path folder) {
        return CASES.relativize(folder).toString().startsWith(ONLY);
    }

    private static void run(String dialect, Path folder) throws IOException {
        List<WireExchange> requests = WireExchange.parse(Files.readString(folder.resolve("request.http")));
        if (requests.stream().allMatch(WireCasesTest::onlyReads)) {
            run(dialect, folder, requests, reading());
        } else {
            try (TestServer server = TestServer.inWorld()) {
                run(dialect, folder, requests, server);
            }
        }
    }

    private static void run(String dialect, Path folder, List<WireExchange> requests, TestServer server)
            throws IOException {
        Path expectedFile = folder.resolve("response.http");
        World world = World.get();
        List<WireExchange> answers = new ArrayList<>();
        List<WireExchange> expected =
                Files.exists(expectedFile) ? WireExchange.parse(Files.readString(expectedFile)) : List.of();
        for (WireExchange request : requests) {
            if (WarehouseStep.isOne(request)) {
                WarehouseStep.take(server, request);
                continue;
            }
            if (ConversationStep.isOne(request)) {
                ConversationStep.take(server, request);
                continue;
            }
            if (QuestionStep.isOne(request)) {
                QuestionStep.take(server, request);
                continue;
            }
            HttpResponse<String> answer = send(server, world, request);
            int number = answers.size();
            List<String> named = number < expected.size()
                    ? List.copyOf(expected.get(number).headers().keySet())
                    : List.of("Content-Type");
            answers.add(seen(answer, named));
            assertThat(violations(dialect, request, answer)).isEmpty();
        }
        if (WRITE && expected.isEmpty()) {
            Files.writeString(expectedFile, joined(answers));
        }
        assertThat(joined(answers)).isEqualTo(joined(normalized(expectedOrWritten(expectedFile, world))));
    }

    private static List<WireExchange> expectedOrWritten(Path file, World world) throws IOException {
        assertThat(file).exists();
        return WireExchange.parse(filled(Files.readString(file), world));
    }

    private static HttpResponse<String> send(TestServer server, World world, WireExchange request) {
        String[] line = filled(request.firstLine(), world).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, filled(value, world)));
        return server.send(line[0], line[1], headers, filled(request.body(), world));
    }

    private static WireExchange seen(HttpResponse<String> answer, List<String> named) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : named) {
            answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new WireExchange(Integer.toString(answer.statusCode()), headers, pretty(masked(answer.body())));
    }

    /** Tokens and an order's ids are made of randomness, whose order is nobody's contract. */
    private static String masked(String body) {
        String masked = ISSUED_TOKEN.matcher(body).replaceAll("$1{{secret}}$2");
        masked = ORDER_WEB_ID.matcher(masked).replaceAll("$1{{web_id}}$2");
        masked = BUYER_ID.matcher(masked).replaceAll("$1{{id}}$2");
        masked = SIGNING_SECRET.matcher(masked).replaceAll("$1{{secret}}");
        return ANNOUNCED_TOKEN.matcher(masked).replaceAll("$1{{secret}}\"");
    }

    private static List<WireExchange> normalized(List<WireExchange> expected) {
        return expected.stream()
                .map(exchange -> new WireExchange(exchange.firstLine(), exchange.headers(), pretty(exchange.body())))
                .toList();
    }

    private static List<String> violations(String dialect, WireExchange request, HttpResponse<String> answer) {
        String[] line = request.firstLine().split("[ ?]");
        return OpenApiDocument.of(dialect)
                .violations(
                        line[0],
                        line[1],
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static String pretty(String body) {
        if (body.isBlank()) {
            return "";
        }
        try {
            return JSON.writeValueAsString(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return body;
        }
    }

    private static String joined(List<WireExchange> exchanges) {
        return String.join("###\n", exchanges.stream().map(WireExchange::text).toList());
    }

    private static String filled(String text, World world) {
        return text.replace("{{mercately_key}}", world.demo().apiKey())
                .replace("{{stranger_mercately_key}}", world.stranger().apiKey())
                .replace("{{token}}", world.tokens().getFirst())
                .replace("{{stranger_token}}", world.tokens().getLast())
                .replace("{{client_id}}", Long.toString(world.demo().clientId()))
                .replace("{{client_secret}}", world.demo().clientSecret())
                .replace("{{stranger_shop}}", world.stranger().shop().id().toString())
                .replace("{{stranger_authorization}}", world.stranger().sellerToken())
                .replace("{{stranger_user}}", world.stranger().sellerUser())
                .replace("{{entry_token}}", world.entryToken());
    }

    private static List<Path> unchecked(Path folder) {
        try {
            return folders(folder);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        }
    }
}
