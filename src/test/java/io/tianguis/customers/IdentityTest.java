package io.tianguis.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tianguis.customers.Identity.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void aDocumentIsItsTypeWithLettersAndDigitsInAnyCase() {
        assertThat(Identity.document("RUT", "12.345.678-k"))
                .isEqualTo(Identity.document("rut", "12345678K"))
                .contains(new Identity(Kind.DOCUMENT, "rut:12345678K", "12345678K"));
        assertThat(Identity.document("dni", "12345678")).isNotEqualTo(Identity.document("cuit", "12345678"));
    }

    @Test
    void aNumberThatStandsForWhoeverHasNoDocumentLeadsToNobody() {
        for (String number :
                List.of("9999999999", "9999999999999", "000.000.000-00", "XAXX010101000", "xexx010101000")) {
            assertThat(Identity.document("ruc", number)).as(number).isEmpty();
        }
    }

    @Test
    void whatIsNoDocumentLeadsToNobody() {
        assertThat(Identity.document("", "12345678")).isEmpty();
        assertThat(Identity.document("ce du la", "12345678")).isEmpty();
        assertThat(Identity.document("x".repeat(21), "12345678")).isEmpty();
        assertThat(Identity.document("dni", " - ")).isEmpty();
        assertThat(Identity.document("dni", "12".repeat(20))).isPresent();
        assertThat(Identity.document("dni", "12".repeat(20) + "1")).isEmpty();
        assertThat(Identity.document("dni", "1 ".repeat(1_000_000) + "2")).isEmpty();
    }

    @Test
    void aNicknameIsOneInAnyCase() {
        assertThat(Identity.nickname(" TETE5029382 "))
                .isEqualTo(Identity.nickname("tete5029382"))
                .isPresent();
        assertThat(Identity.nickname("JOSE\u0301")).isEqualTo(Identity.nickname("josé"));
        assertThat(Identity.nickname(" ")).isEmpty();
        assertThat(Identity.nickname("te\u0000te")).isEmpty();
        assertThat(Identity.nickname("x".repeat(100))).isPresent();
        assertThat(Identity.nickname("x".repeat(101))).isEmpty();
    }

    @Test
    void anAssignedIdIsComparedAsItIs() {
        assertThat(Identity.whatsAppScoped("MX.1349Ab"))
                .contains(new Identity(Kind.WHATSAPP_SCOPED, "MX.1349Ab", "MX.1349Ab"))
                .isNotEqualTo(Identity.whatsAppScoped("mx.1349ab"));
        assertThat(Identity.messenger("")).isEmpty();
        assertThat(Identity.instagram("17 84")).isEmpty();
        assertThat(Identity.mercadoLibre("ñ")).isEmpty();
        assertThat(Identity.messenger("7".repeat(254))).isPresent();
        assertThat(Identity.messenger("7".repeat(255))).isEmpty();
    }

    @Test
    void anIntroductionIsBoundedAndCountsARepeatedIdentityOnce() {
        List<Identity> many = IntStream.range(0, 9)
                .mapToObj(number -> Identity.messenger("7" + number).orElseThrow())
                .toList();
        assertThatThrownBy(() -> new Introduction(many, null, null, null, "MX"))
                .isInstanceOf(IllegalArgumentException.class);
        Identity phone = Identity.phone("81 2345 6789", "MX").orElseThrow();
        Identity whatsApp = Identity.whatsApp("5218123456789").orElseThrow();
        assertThat(new Introduction(List.of(phone, whatsApp, phone), null, null, null, "MX").identities())
                .containsExactly(phone);
    }
}
