package io.tianguis.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8080",
        "localhost, http://localhost:8080",
        "0.0.0.0, http://localhost:8080",
        "::, http://localhost:8080",
        "::1, http://[::1]:8080"
    })
    void aProcessWithNothingInFrontIsReachedWhereItListens(String host, String url) {
        assertThat(PublicAddress.listening(host, 8080)).isEqualTo(new PublicAddress(url));
    }

    @Test
    void aSlashAtTheEndIsNotDoubled() {
        assertThat(new PublicAddress("https://shop.example/hub/").at("/admin"))
                .isEqualTo("https://shop.example/hub/admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "ftp://shop.example",
                "https://",
                "https://shop.example?x",
                "https://shop.example#x",
                "https://user:secret@shop.example",
                "https://shop .example",
                "javascript:alert(1)"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicAddress(text));
    }
}
