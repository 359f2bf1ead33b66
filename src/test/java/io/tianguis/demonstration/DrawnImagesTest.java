package io.tianguis.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import io.tianguis.platform.system.SeededRandomness;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures of the demonstration's products. */
class DrawnImagesTest {

    private final DrawnImages images = new DrawnImages();

    @Test
    void everyFamilyHasADrawing() {
        assertThat(Family.ALL)
                .allSatisfy(family -> assertThat(Drawing.of(family.code())).isPresent());
    }

    @Test
    void theSameAddressIsTheSamePictureAndAnotherColorAnother() throws IOException {
        byte[] blue = drawn("https://imagenes.example/CAM-00042-M-AZUL.webp");

        assertThat(drawn("https://imagenes.example/CAM-00042-M-AZUL.webp")).isEqualTo(blue);
        assertThat(drawn("https://imagenes.example/CAM-00042-M-ROJO.webp")).isNotEqualTo(blue);
        assertThat(drawn("https://imagenes.example/CAM-00042-detalle.webp")).isNotEqualTo(blue);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(blue));
        assertThat(image.getWidth()).isEqualTo(960).isEqualTo(image.getHeight());
        assertThat(image.getRGB(480, 600)).isEqualTo(0xFF3F6FB0);
    }

    @Test
    void whatAProductOfTheDemonstrationNamesIsDrawn() {
        Assortment assortment =
                new Assortment(Country.of("MX").orElseThrow(), new Seed(1, SeededRandomness::new), new Numbers(0));
        for (int index = 0; index < 40; index++) {
            var product = assortment.product(index, null);
            assertThat(product.imageUrls()).allMatch(DrawnImages::draws);
            assertThat(product.variants())
                    .allMatch(variant -> variant.imageUrl() == null || DrawnImages.draws(variant.imageUrl()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://imagenes.example/XYZ-00042-frente.webp",
                "https://imagenes.example/CAM-00042-frente.webp?x",
                "http://imagenes.example/CAM-00042-frente.webp",
                "https://imagenes.example.com/CAM-00042-frente.webp",
                ""
            })
    void otherAddressesAreSomebodyElses(String address) {
        assertThat(DrawnImages.draws(address)).isFalse();
        assertThat(images.fetch(address)).isEqualTo(Outcome.rejected("no product of the demonstration"));
    }

    private byte[] drawn(String address) {
        return images.fetch(address).fold(bytes -> bytes, reason -> {
            throw new AssertionError(reason);
        });
    }
}
