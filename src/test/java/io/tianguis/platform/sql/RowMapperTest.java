package io.tianguis.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMapperTest {

    @ParameterizedTest
    @CsvSource({
        "name, name",
        "shopId, shop_id",
        "unitPriceCents, unit_price_cents",
        "line2, line_2",
        "sha256Hash, sha_256_hash",
        "exteriorNumber, exterior_number",
        "aB, a_b",
        "x1y22z, x_1y_22z"
    })
    void componentsAreNamedAfterColumns(String component, String column) {
        assertThat(RowMapper.snakeCase(component)).isEqualTo(column);
    }

    @Test
    void aComponentThatNoColumnFillsIsRefusedBeforeAnyRowIsRead() {
        record Unreadable(Duration pause) {}
        assertThatThrownBy(() -> RowMapper.of(Unreadable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.time.Duration");
    }

    @Test
    void aTypeIsAnalyzedOnce() {
        record Row(long number) {}
        assertThat(RowMapper.of(Row.class)).isSameAs(RowMapper.of(Row.class));
    }
}
