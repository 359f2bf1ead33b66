package io.tianguis.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.tianguis.kernel.Outcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses are judged by their texts and bits alone; no test here asks a name server or connects to anything. */
class DestinationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://127.0.0.1/                     | OUT_OF_REACH
            http://127.0.0.1:8080/x?y=z           | OUT_OF_REACH
            https://127.255.255.254               | OUT_OF_REACH
            127.0.0.1                             | OUT_OF_REACH
            127.0.0.1:9000/notificaciones         | OUT_OF_REACH
            http://127.0.0.1./                    | OUT_OF_REACH
            http://localhost/                     | OUT_OF_REACH
            http://LOCALHOST:80/                  | OUT_OF_REACH
            http://localhost./                    | OUT_OF_REACH
            http://a.localhost/                   | OUT_OF_REACH
            localhost:3000                        | OUT_OF_REACH
            http://0.0.0.0/                       | OUT_OF_REACH
            http://0.1.2.3/                       | OUT_OF_REACH
            http://10.0.0.1/                      | OUT_OF_REACH
            http://10.255.255.255/                | OUT_OF_REACH
            http://100.64.0.1/                    | OUT_OF_REACH
            http://100.127.255.255/               | OUT_OF_REACH
            http://169.254.169.254/latest/meta    | OUT_OF_REACH
            http://172.16.0.1/                    | OUT_OF_REACH
            http://172.31.255.255/                | OUT_OF_REACH
            http://192.0.0.8/                     | OUT_OF_REACH
            http://192.0.2.1/                     | OUT_OF_REACH
            http://192.88.99.1/                   | OUT_OF_REACH
            http://192.168.0.1/                   | OUT_OF_REACH
            http://192.168.255.255/               | OUT_OF_REACH
            http://198.18.0.1/                    | OUT_OF_REACH
            http://198.19.255.255/                | OUT_OF_REACH
            http://198.51.100.7/                  | OUT_OF_REACH
            http://203.0.113.7/                   | OUT_OF_REACH
            http://224.0.0.1/                     | OUT_OF_REACH
            http://239.255.255.250/               | OUT_OF_REACH
            http://240.0.0.1/                     | OUT_OF_REACH
            http://255.255.255.255/               | OUT_OF_REACH
            http://[::1]/                         | OUT_OF_REACH
            http://[0:0:0:0:0:0:0:1]:80/          | OUT_OF_REACH
            http://[0000:0000:0000:0000:0000:0000:0000:0001]/ | OUT_OF_REACH
            http://[::]/                          | OUT_OF_REACH
            http://[::ffff:127.0.0.1]/            | OUT_OF_REACH
            http://[::ffff:7f00:1]/               | OUT_OF_REACH
            http://[0:0:0:0:0:ffff:10.0.0.1]/     | OUT_OF_REACH
            http://[::FFFF:169.254.169.254]/      | OUT_OF_REACH
            http://[::127.0.0.1]/                 | OUT_OF_REACH
            http://[::7f00:1]/                    | OUT_OF_REACH
            http://[64:ff9b::127.0.0.1]/          | OUT_OF_REACH
            http://[64:ff9b::a9fe:a9fe]/          | OUT_OF_REACH
            http://[64:ff9b:1::808:808]/          | OUT_OF_REACH
            http://[2002:7f00:1::]/               | OUT_OF_REACH
            http://[2002:808:808::1]/             | OUT_OF_REACH
            http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ | OUT_OF_REACH
            http://[2001:2::1]/                   | OUT_OF_REACH
            http://[2001:db8::1]/                 | OUT_OF_REACH
            http://[3fff::1]/                     | OUT_OF_REACH
            http://[100::1]/                      | OUT_OF_REACH
            http://[5f00::1]/                     | OUT_OF_REACH
            http://[fc00::1]/                     | OUT_OF_REACH
            http://[fd12:3456:789a::1]/           | OUT_OF_REACH
            http://[fe80::1]/                     | OUT_OF_REACH
            http://[fec0::1]/                     | OUT_OF_REACH
            http://[ff02::1]/                     | OUT_OF_REACH
            http://[4000::1]/                     | OUT_OF_REACH
            http://[fe80::1%25eth0]/              | MALFORMED
            http://[fe80::1%eth0]/                | MALFORMED
            http://127.1/                         | MALFORMED
            http://127.0.1/                       | MALFORMED
            http://2130706433/                    | MALFORMED
            http://0x7f000001/                    | MALFORMED
            http://0x7f.0.0.1/                    | MALFORMED
            http://0X7F.1/                        | MALFORMED
            http://017700000001/                  | MALFORMED
            http://0177.0.0.1/                    | MALFORMED
            http://127.0.0.01/                    | MALFORMED
            http://127.0.0.0x1/                   | MALFORMED
            http://10.0x0.0.1                     | MALFORMED
            http://192.168.1/                     | MALFORMED
            http://192.11010049/                  | MALFORMED
            http://256.256.256.256/               | MALFORMED
            http://127.0.0.1.5/                   | MALFORMED
            http://8.8.8.8.8/                     | MALFORMED
            http://0/                             | MALFORMED
            http://1/                             | MALFORMED
            http://0x/                            | MALFORMED
            http://receiver.0x7f000001/           | MALFORMED
            http://１２７.０.０.１/               | OUT_OF_REACH
            http://127。0。0。1/                  | OUT_OF_REACH
            http://①②⑦.0.0.1/                   | OUT_OF_REACH
            http://ｌｏｃａｌｈｏｓｔ/           | OUT_OF_REACH
            http://%31%32%37.0.0.1/               | MALFORMED
            http://127.0.0.1%2f.example/          | MALFORMED
            http://[::1/                          | MALFORMED
            http://[]/                            | MALFORMED
            http://[1.2.3.4]/                     | MALFORMED
            http://::1/                           | MALFORMED
            http:///x                             | MALFORMED
            https://                              | MALFORMED
            http://host:0/                        | MALFORMED
            http://host:65536/                    | MALFORMED
            http://host:-1/                       | MALFORMED
            http://host:8o/                       | MALFORMED
            http://-host.example/                 | MALFORMED
            http://my_host.example/               | MALFORMED
            http://a..example/                    | MALFORMED
            http://host.example\\@127.0.0.1/      | CREDENTIALS
            http://host.example\\.127.0.0.1/      | MALFORMED
            http://host.example/a b               | MALFORMED
            http://host.example//127.0.0.1/       | MALFORMED
            javascript:alert(1)                   | MALFORMED
            mailto:ana@example.com                | CREDENTIALS
            http://user@8.8.8.8/                  | CREDENTIALS
            http://8.8.8.8@127.0.0.1/             | CREDENTIALS
            http://u:p@host.example/              | CREDENTIALS
            ftp://host.example/                   | SCHEME
            file:///etc/passwd                    | SCHEME
            gopher://127.0.0.1:70/                | SCHEME
            """)
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
