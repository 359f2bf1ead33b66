package io.tianguis.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are judged by their texts and bits alone; no test here asks a name server or connects to anything. */
class DestinationTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/outbound/refused-addresses.csv", delimiter = '|')
    void whatMayNotBeCalledIsKnownByItsText(String url, DestinationFault fault) {
        assertThat(Destination.parse(url, Reach.PUBLIC)).isEqualTo(Outcome.rejected(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            www.example.com/notificaciones        | https | www.example.com   | 443  | /notificaciones
            https://fulfillment.example/prueba_wh | https | fulfillment.example | 443 | /prueba_wh
            HTTP://Host.Example                   | http  | host.example      | 80   | /
            http://host.example:8080?a=1#part     | http  | host.example      | 8080 | /?a=1
            https://host.example./x               | https | host.example      | 443  | /x
            https://compañía.example/año?ñ=1      | https | xn--compaa-7va5a.example | 443 | /a%C3%B1o?%C3%B1=1
            https://8.8.8.8/x                     | https | 8.8.8.8           | 443  | /x
            https://[2606:4700::6810:84e5]:8443/  | https | 2606:4700::6810:84e5 | 8443 | /
            https://[64:ff9b::808:808]/           | https | 64:ff9b::808:808  | 443  | /
            http://1.example/                     | http  | 1.example         | 80   | /
            http://0x7f.example/                  | http  | 0x7f.example      | 80   | /
            """)
    void whatMayBeCalledIsTakenApart(String url, String scheme, String host, int port, String target) {
        Destination destination = Destination.parse(url, Reach.PUBLIC).fold(value -> value, fault -> {
            throw new AssertionError(url + ": " + fault);
        });

        assertThat(destination).isEqualTo(new Destination(scheme, host, port, target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/", "http://localhost/", "http://[::1]/", "http://10.1.2.3/"})
    void privateAddressesAreReachedWhereThatIsAllowed(String url) {
        assertThat(Destination.parse(url, Reach.EVERYWHERE)).isInstanceOf(Outcome.Ok.class);
        assertThat(Destination.parse("http://2130706433/", Reach.EVERYWHERE))
                .isEqualTo(Outcome.rejected(DestinationFault.MALFORMED));
    }

    @Test
    void anAddressOfMoreThan2048CharactersIsTooLong() {
        assertThat(Destination.parse("https://host.example/" + "x".repeat(2_027), Reach.PUBLIC))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(Destination.parse("https://host.example/" + "x".repeat(2_028), Reach.PUBLIC))
                .isEqualTo(Outcome.rejected(DestinationFault.TOO_LONG));
    }

    /** As a name server may tell them: the bits decide, whatever the text was. */
    @ParameterizedTest
    @CsvSource({
        "7f000001,false",
        "01010101,true",
        "08080808,true",
        "09ffffff,true",
        "0b000000,true",
        "643fffff,true",
        "64800000,true",
        "ac0fffff,true",
        "ac200000,true",
        "dfffffff,true",
        "c0a80001,false",
        "00000000000000000000ffff7f000001,false",
        "00000000000000000000ffff08080808,true",
        "0064ff9b0000000000000000c0a80001,false",
        "0064ff9b000000000000000008080808,true",
        "260647000000000000000000681084e5,true",
        "20010200000000000000000000000001,true",
        "200101ff000000000000000000000001,false",
        "fd000000000000000000000000000001,false"
    })
    void theBitsOfAnAnswerDecide(String bits, boolean isPublic) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(HexFormat.of().parseHex(bits));

        assertThat(SpecialAddresses.isPublic(address)).isEqualTo(isPublic);
    }
}
