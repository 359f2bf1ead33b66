package io.tianguis;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.demonstration.DemonstrationShop;
import io.tianguis.platform.images.Pictures;
import io.tianguis.platform.json.Json;
import io.tianguis.testkit.CommandRun;
import io.tianguis.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands on pictures of products, as an operator gives them. */
class ImageStepsTest {

    private static final String PRODUCT = "100001";

    private final TestDatabase database = TestDatabase.ofWorld();

    @TempDir
    private Path folder;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aPictureIsAddedKeptAndTakenAway() throws IOException {
        Path file = Files.write(folder.resolve("termo.jpg"), Pictures.quarters("jpeg", 900, 600));

        CommandRun run = run("add", "--product", PRODUCT, "--file", file.toString());
        assertThat(run.errors()).isEmpty();
        JsonNode added =
                Json.read(run.output().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(added.propertyNames()).containsExactly("product_id", "image", "width", "height");
        String image = added.get("image").stringValue();
        assertThat(folder.resolve("data/images")
                        .resolve(Long.toString(DemonstrationShop.ID.value()))
                        .resolve(image.substring(0, 2))
                        .resolve(image + "-1280.jpg"))
                .exists();

        CommandRun removed = run("remove", "--product", PRODUCT, "--image", image);
        assertThat(removed.output()).isEqualTo(run.output());
    }

    @Test
    void whatIsNoPictureIsRefusedWithTheReason() throws IOException {
        Path file = Files.writeString(folder.resolve("termo.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");

        CommandRun run = run("add", "--product", PRODUCT, "--file", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors()).isEqualToIgnoringNewLines("Pictures are JPEG or PNG: save it as one of these.");
        CommandRun inward = run("add", "--product", PRODUCT, "--url", "http://127.0.0.1/termo.jpg");
        assertThat(inward.errors())
                .isEqualToIgnoringNewLines("The picture could not be fetched: the address is not a public one.");
    }

    private CommandRun run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("catalog", "image"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--shop",
                Long.toString(DemonstrationShop.ID.value()),
                "--data",
                folder.resolve("data").toString(),
                "--database-url",
                database.address().url()));
        return CommandRun.of(command.toArray(String[]::new));
    }
}
