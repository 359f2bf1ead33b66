package io.tianguis.demonstration;

import java.util.List;
import java.util.Optional;

/**
 * What names, telephones, addresses, prices and channels look like in a country.
 *
 * @param code ISO 3166-1 alpha-2
 * @param eanPrefixes that the country's numbering body gives out
 * @param language in which products are named
 * @param sizes of clothes, small to large
 * @param shoeSizes in the country's own measure
 * @param secondSurname whether people write two surnames
 * @param document that people show, with its shape: {@code #} is a digit, {@code @} a letter
 */
record Country(
        String code,
        List<String> eanPrefixes,
        Language language,
        Telephones telephones,
        Prices prices,
        List<City> cities,
        List<String> firstNames,
        List<String> surnames,
        boolean secondSurname,
        List<String> streets,
        List<String> neighborhoods,
        List<String> sizes,
        List<String> shoeSizes,
        List<String> carriers,
        String document,
        String documentShape,
        List<Channel> channels) {

    /** How many of a thing's two names to use. */
    enum Language {
        SPANISH,
        PORTUGUESE;

        /** Of {@code Español|Português} the half that is meant; a text without a bar is the same in both. */
        String of(String both) {
            int bar = both.indexOf('|');
            if (bar < 0) {
                return both;
            }
            return this == SPANISH ? both.substring(0, bar) : both.substring(bar + 1);
        }
    }

    /**
     * @param state ISO 3166-2
     * @param postalCode its shape: {@code #} is a digit
     * @param phonePrefixes with which its mobiles begin, without trunk and country code
     */
    record City(String name, String state, String postalCode, List<String> phonePrefixes) {}

    /**
     * @param share of the orders, in hundredths
     * @param shape of its order numbers: {@code #} stands for drawn digits, {@code N} for a running number
     * @param externalShape of its own ids, empty when it tells none
     */
    record Channel(String name, int share, String shape, String externalShape, boolean atCounter) {}

    static Optional<Country> of(String code) {
        return ALL.stream().filter(country -> country.code.equals(code)).findFirst();
    }

    static List<String> codes() {
        return ALL.stream().map(Country::code).toList();
    }

    Channel channel(Dice dice) {
        int drawn = dice.below(100);
        for (Channel channel : channels) {
            drawn -= channel.share();
            if (drawn < 0) {
                return channel;
            }
        }
        return channels.getLast();
    }

    private static final List<String> SPANISH_FIRST_NAMES = words("""
            María, José, Guadalupe, Juan, Fernanda, Luis, Alejandra, Carlos, Daniela, Miguel Ángel, Sofía, Jorge, Valeria,
            Francisco, Gabriela, Ricardo, Ximena, Eduardo, Lucía, Fernando, Camila, Roberto, Paola, Alejandro, Mariana,
            Javier, Andrea, Raúl, Carmen, Sergio, Patricia, Diego, Rosa Elena, Héctor, Verónica, Óscar, Adriana, Manuel,
            Beatriz, Arturo, Natalia, Emilio, Claudia, Andrés, Isabel, Rodrigo, Ana Paula, Mauricio, Elena, Ignacio""");

    private static final List<String> PORTUGUESE_FIRST_NAMES = words("""
            Ana, João, Mariana, Pedro, Juliana, Lucas, Beatriz, Gabriel, Camila, Rafael, Fernanda, Mateus, Larissa, Gustavo,
            Letícia, Felipe, Amanda, Bruno, Bianca, Thiago, Vanessa, Leonardo, Patrícia, Rodrigo, Aline, Marcelo, Débora,
            Eduardo, Renata, Vinícius, Carolina, André, Luciana, Diego, Tatiane, Caio, Simone, Fábio, Heloísa, Otávio""");

    private static final List<Country> ALL = List.of(
            new Country(
                    "MX",
                    List.of("750"),
                    Language.SPANISH,
                    new Telephones(
                            10,
                            List.of(
                                    "+52 ### ### ####",
                                    "+521##########",
                                    "52##########",
                                    "521##########",
                                    "##########",
                                    "###-###-####",
                                    "044 ##########",
                                    "(###) ### ####")),
                    new Prices(1.0, Prices.Ending.CENTS),
                    List.of(
                            new City("Ciudad de México", "MX-CMX", "0###0", List.of("551", "552", "555", "558")),
                            new City("Guadalajara", "MX-JAL", "44##0", List.of("331", "333", "336")),
                            new City("Zapopan", "MX-JAL", "450#0", List.of("333", "338")),
                            new City("Monterrey", "MX-NLE", "64##0", List.of("811", "818")),
                            new City("Aguascalientes", "MX-AGU", "20##0", List.of("4491", "4499", "4498")),
                            new City("Puebla", "MX-PUE", "72##0", List.of("2221", "2222", "2225")),
                            new City("Santiago de Querétaro", "MX-QUE", "76##0", List.of("4421", "4422", "4424")),
                            new City("Mérida", "MX-YUC", "97##0", List.of("9991", "9992", "9993")),
                            new City("Tijuana", "MX-BCN", "22##0", List.of("6641", "6643", "6646")),
                            new City("León", "MX-GUA", "37##0", List.of("4771", "4777")),
                            new City("San Luis Potosí", "MX-SLP", "78##0", List.of("4441", "4448")),
                            new City("Chihuahua", "MX-CHH", "31##0", List.of("6141", "6144")),
                            new City("Oaxaca de Juárez", "MX-OAX", "68##0", List.of("9511", "9515")),
                            new City("Veracruz", "MX-VER", "917#0", List.of("2291", "2299")),
                            new City("Culiacán", "MX-SIN", "80##0", List.of("6671", "6677"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            Hernández, García, Martínez, López, González, Pérez, Rodríguez, Sánchez, Ramírez, Cruz, Flores,
                            Gómez, Morales, Vázquez, Reyes, Jiménez, Torres, Díaz, Gutiérrez, Ruiz, Mendoza, Aguilar, Ortiz,
                            Castillo, Moreno, Romero, Álvarez, Chávez, Rivera, Juárez, Domínguez, Herrera, Medina, Castro,
                            Vargas, Guzmán, Velázquez, Rojas, Contreras, Salazar, Luna, Ortega, Estrada, Cervantes, Zavala"""),
                    true,
                    words("""
                            Av. Insurgentes, Av. Juárez, Calle Hidalgo, Calle Morelos, Francisco I. Madero, 5 de Mayo,
                            16 de Septiembre, Av. Revolución, Calle Allende, Av. Universidad, Vicente Guerrero, Niños Héroes,
                            Av. Constitución, Calle Aldama, Benito Juárez, Lázaro Cárdenas, Calle Galeana, Av. Tecnológico"""),
                    words("""
                            Centro, Del Valle, Las Américas, La Estación, San Marcos, Jardines del Sur, Lomas del Campestre,
                            Roma Norte, Obrera, Independencia, Bosques del Prado, Santa Anita, El Dorado, Industrial"""),
                    words("CH, M, G, XG"),
                    words("24, 25, 26, 27, 28, 29"),
                    words("DHL, Estafeta, FedEx, Paquetexpress, Redpack, 99 Minutos"),
                    "rfc",
                    "@@@@8#0#1#@#@",
                    channels("Liverpool", "4#########")),
            new Country(
                    "AR",
                    List.of("779", "778"),
                    Language.SPANISH,
                    new Telephones(
                            10,
                            List.of(
                                    "+54 9 ##########",
                                    "549##########",
                                    "+54 ##########",
                                    "0##########",
                                    "##########")),
                    new Prices(62.0, Prices.Ending.HUNDREDS_LESS_ONE),
                    List.of(
                            new City("Buenos Aires", "AR-C", "C1###", List.of("113", "114", "115", "116")),
                            new City("Córdoba", "AR-X", "X50##", List.of("3512", "3515", "3516")),
                            new City("Rosario", "AR-S", "S20##", List.of("3413", "3415", "3416")),
                            new City("Mendoza", "AR-M", "M55##", List.of("2613", "2615", "2616")),
                            new City("La Plata", "AR-B", "B19##", List.of("2214", "2215", "2216")),
                            new City("San Miguel de Tucumán", "AR-T", "T40##", List.of("3813", "3815", "3816")),
                            new City("Mar del Plata", "AR-B", "B76##", List.of("2234", "2235", "2236")),
                            new City("Salta", "AR-A", "A44##", List.of("3874", "3875"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            González, Rodríguez, Gómez, Fernández, López, Díaz, Martínez, Pérez, Romero, Sosa, Álvarez,
                            Benítez, Acosta, Giménez, Bianchi, Rossi, Ferrari, Russo, Esposito, Moretti, Quiroga, Luna,
                            Cabrera, Aguirre, Godoy, Peralta, Molina, Figueroa, Ledesma, Ojeda, Farías, Villalba, Cáceres"""),
                    false,
                    words("""
                            Av. Corrientes, Av. Rivadavia, Av. San Martín, Belgrano, Sarmiento, Mitre, Av. Colón, Alvear,
                            Laprida, Moreno, 9 de Julio, Güemes, Urquiza, Av. Santa Fe, Balcarce, Pueyrredón"""),
                    words("Centro, Palermo, Nueva Córdoba, Pichincha, Quinta Sección, Barrio Norte, Alberdi, La Perla"),
                    words("S, M, L, XL"),
                    words("36, 37, 38, 39, 40, 41, 42, 43"),
                    words("Andreani, OCA, Correo Argentino, Urbano"),
                    "dni",
                    "3#######",
                    channels("Tiendanube", "1########")),
            new Country(
                    "BR",
                    List.of("789", "790"),
                    Language.PORTUGUESE,
                    new Telephones(
                            11,
                            List.of(
                                    "+55 ## #####-####",
                                    "55###########",
                                    "###########",
                                    "0## #########",
                                    "(##) #####-####")),
                    new Prices(0.32, Prices.Ending.CENTS),
                    List.of(
                            new City("São Paulo", "BR-SP", "01###-##0", List.of("1196", "1197", "1198", "1199")),
                            new City("Campinas", "BR-SP", "130##-##0", List.of("1998", "1999")),
                            new City("Rio de Janeiro", "BR-RJ", "22###-##0", List.of("2197", "2198", "2199")),
                            new City("Belo Horizonte", "BR-MG", "30###-##0", List.of("3198", "3199")),
                            new City("Salvador", "BR-BA", "40###-##0", List.of("7198", "7199")),
                            new City("Fortaleza", "BR-CE", "60###-##0", List.of("8598", "8599")),
                            new City("Recife", "BR-PE", "50###-##0", List.of("8198", "8199")),
                            new City("Curitiba", "BR-PR", "80###-##0", List.of("4198", "4199")),
                            new City("Porto Alegre", "BR-RS", "90###-##0", List.of("5198", "5199")),
                            new City("Brasília", "BR-DF", "70###-##0", List.of("6198", "6199")),
                            new City("Manaus", "BR-AM", "69###-##0", List.of("9298", "9299"))),
                    PORTUGUESE_FIRST_NAMES,
                    words("""
                            Silva, Santos, Oliveira, Souza, Rodrigues, Ferreira, Alves, Pereira, Lima, Gomes, Costa, Ribeiro,
                            Martins, Carvalho, Almeida, Lopes, Soares, Fernandes, Vieira, Barbosa, Rocha, Dias, Nascimento,
                            Andrade, Moreira, Nunes, Marques, Machado, Mendes, Freitas, Cardoso, Ramos, Teixeira, Araújo"""),
                    true,
                    words("""
                            Rua das Flores, Avenida Brasil, Rua Sete de Setembro, Rua Quinze de Novembro, Rua Tiradentes,
                            Avenida Getúlio Vargas, Rua Dom Pedro II, Rua São José, Avenida Paulista, Rua Marechal Deodoro,
                            Rua Santos Dumont, Rua Barão do Rio Branco, Avenida Independência, Rua Castro Alves"""),
                    words(
                            "Centro, Jardim América, Boa Vista, Vila Nova, Santo Antônio, Bela Vista, São José, Cidade Nova"),
                    words("P, M, G, GG"),
                    words("34, 35, 36, 37, 38, 39, 40, 41, 42"),
                    words("Correios, Jadlog, Loggi, Total Express"),
                    "cpf",
                    "###.###.###-##",
                    channels("Magalu", "10########")),
            new Country(
                    "CO",
                    List.of("770", "771"),
                    Language.SPANISH,
                    new Telephones(10, List.of("+57 ### ### ####", "57##########", "##########", "###-###-####")),
                    new Prices(225.0, Prices.Ending.THOUSANDS_LESS_HUNDRED),
                    List.of(
                            new City("Bogotá", "CO-DC", "11##11", List.of("300", "310", "313", "320")),
                            new City("Medellín", "CO-ANT", "0500##", List.of("301", "312", "321")),
                            new City("Cali", "CO-VAC", "7600##", List.of("315", "316", "317")),
                            new City("Barranquilla", "CO-ATL", "0800##", List.of("300", "301", "304")),
                            new City("Cartagena", "CO-BOL", "1300##", List.of("302", "305", "314")),
                            new City("Bucaramanga", "CO-SAN", "6800##", List.of("311", "316", "318")),
                            new City("Pereira", "CO-RIS", "6600##", List.of("312", "320")),
                            new City("Manizales", "CO-CAL", "1700##", List.of("310", "314"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            Rodríguez, Gómez, González, Martínez, García, López, Hernández, Sánchez, Ramírez, Pérez, Díaz,
                            Muñoz, Rojas, Moreno, Jiménez, Vargas, Restrepo, Ospina, Cárdenas, Castaño, Quintero, Valencia,
                            Mejía, Cardona, Giraldo, Zapata, Arango, Uribe, Salazar, Correa, Montoya, Ríos, Duque, Londoño"""),
                    true,
                    words("""
                            Calle 10, Calle 26, Calle 72, Calle 100, Carrera 7, Carrera 15, Carrera 43A, Carrera 50,
                            Avenida El Dorado, Transversal 6, Diagonal 61, Calle 85, Carrera 11, Avenida Boyacá"""),
                    words("Chapinero, El Poblado, Laureles, Granada, El Prado, Cabecera, Usaquén, Teusaquillo, Centro"),
                    words("S, M, L, XL"),
                    words("35, 36, 37, 38, 39, 40, 41, 42"),
                    words("Servientrega, Coordinadora, Interrapidísimo, Envia"),
                    "cedula",
                    "10########",
                    channels("Falabella", "2#########")),
            new Country(
                    "CL",
                    List.of("780"),
                    Language.SPANISH,
                    new Telephones(9, List.of("+56 # #### ####", "56#########", "#########", "# #### ####")),
                    new Prices(52.0, Prices.Ending.THOUSANDS_LESS_TEN),
                    List.of(
                            new City("Santiago", "CL-RM", "83#####", List.of("92", "93", "98")),
                            new City("Providencia", "CL-RM", "75#####", List.of("94", "95")),
                            new City("Valparaíso", "CL-VS", "234####", List.of("92", "98")),
                            new City("Viña del Mar", "CL-VS", "252####", List.of("93", "95")),
                            new City("Concepción", "CL-BI", "403####", List.of("94", "98")),
                            new City("La Serena", "CL-CO", "170####", List.of("92", "95")),
                            new City("Antofagasta", "CL-AN", "124####", List.of("93", "94")),
                            new City("Temuco", "CL-AR", "478####", List.of("95", "98"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            González, Muñoz, Rojas, Díaz, Pérez, Soto, Contreras, Silva, Martínez, Sepúlveda, Morales,
                            Rodríguez, López, Fuentes, Hernández, Torres, Araya, Flores, Espinoza, Valenzuela, Castillo,
                            Tapia, Reyes, Gutiérrez, Castro, Pizarro, Álvarez, Vásquez, Sánchez, Carrasco, Cortés, Jara"""),
                    true,
                    words("""
                            Av. Libertador Bernardo O'Higgins, Av. Providencia, Merced, Huérfanos, Av. Irarrázaval, Condell,
                            Av. Pedro Montt, Esmeralda, Caupolicán, Barros Arana, Balmaceda, Av. Alemania, Prat, Colo Colo"""),
                    words("Centro, Barrio Italia, Ñuñoa, Cerro Alegre, Reñaca, Barrio Brasil, El Llano, Las Condes"),
                    words("S, M, L, XL"),
                    words("36, 37, 38, 39, 40, 41, 42, 43"),
                    words("Starken, Chilexpress, Blue Express, CorreosChile"),
                    "rut",
                    "1#.###.###-#",
                    channels("Falabella", "2#########")),
            new Country(
                    "PE",
                    List.of("775"),
                    Language.SPANISH,
                    new Telephones(9, List.of("+51 ### ### ###", "51#########", "#########", "### ### ###")),
                    new Prices(0.21, Prices.Ending.CENTS),
                    List.of(
                            new City("Lima", "PE-LIM", "150##", List.of("94", "95", "98", "99")),
                            new City("Miraflores", "PE-LIM", "1507#", List.of("97", "99")),
                            new City("Arequipa", "PE-ARE", "040##", List.of("95", "98")),
                            new City("Trujillo", "PE-LAL", "130##", List.of("94", "96")),
                            new City("Chiclayo", "PE-LAM", "140##", List.of("94", "97")),
                            new City("Cusco", "PE-CUS", "080##", List.of("98", "99")),
                            new City("Piura", "PE-PIU", "200##", List.of("96", "97"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            Quispe, Flores, Sánchez, García, Rodríguez, Mamani, Rojas, Huamán, Chávez, Díaz, Ramírez, Mendoza,
                            Espinoza, Castillo, Vásquez, Ramos, Torres, Condori, Gutiérrez, Cruz, Fernández, Vargas, Salazar,
                            Paredes, Silva, Cárdenas, Ccopa, Yupanqui, Palomino, Zegarra, Valdivia, Tello, Villanueva"""),
                    true,
                    words("""
                            Av. Arequipa, Jr. de la Unión, Av. Larco, Calle Mercaderes, Av. España, Jr. Pizarro, Av. Balta,
                            Av. El Sol, Calle Lima, Av. Grau, Jr. Cusco, Av. Brasil, Calle Los Álamos, Av. La Marina"""),
                    words("Cercado, San Isidro, Barranco, Cayma, Yanahuara, Surco, San Blas, Jesús María, Magdalena"),
                    words("S, M, L, XL"),
                    words("36, 37, 38, 39, 40, 41, 42"),
                    words("Olva Courier, Shalom, Urbano"),
                    "dni",
                    "4#######",
                    channels("Falabella", "2#########")),
            new Country(
                    "EC",
                    List.of("786"),
                    Language.SPANISH,
                    new Telephones(9, List.of("+593 ## ### ####", "593#########", "0#########", "0## ### ####")),
                    new Prices(0.058, Prices.Ending.CENTS),
                    List.of(
                            new City("Quito", "EC-P", "1701##", List.of("98", "99")),
                            new City("Guayaquil", "EC-G", "0901##", List.of("98", "99")),
                            new City("Cuenca", "EC-A", "0101##", List.of("98", "99")),
                            new City("Ambato", "EC-T", "1801##", List.of("98", "99")),
                            new City("Manta", "EC-M", "1302##", List.of("98", "99")),
                            new City("Loja", "EC-L", "1101##", List.of("98", "99"))),
                    SPANISH_FIRST_NAMES,
                    words("""
                            Zambrano, Sánchez, García, Rodríguez, Vera, Cedeño, López, Castro, Mendoza, Pérez, Espinoza, Guamán,
                            Moreira, Ortiz, Suárez, Romero, Chávez, Macías, Andrade, Vélez, Quishpe, Chango, Paredes, Villacís,
                            Salazar, Cabrera, Reyes, Guerrero, Delgado, Cevallos, Morocho, Tapia, Naranjo, Benalcázar"""),
                    true,
                    words("""
                            Av. Amazonas, Av. 9 de Octubre, Gran Colombia, Calle Larga, Av. 10 de Agosto, Simón Bolívar,
                            Av. de los Shyris, Malecón, Sucre, Av. Cevallos, Rocafuerte, Juan Montalvo, Eloy Alfaro"""),
                    words("La Mariscal, Urdesa, El Batán, Centro Histórico, Alborada, El Vergel, Ficoa, La Floresta"),
                    words("S, M, L, XL"),
                    words("35, 36, 37, 38, 39, 40, 41, 42"),
                    words("Servientrega, Tramaco, Laar Courier"),
                    "cedula",
                    "17########",
                    channels("Marketplace propio", "7########")));

    /** @param department the country's own department store or marketplace */
    private static List<Channel> channels(String department, String shape) {
        return List.of(
                new Channel("MercadoLibre", 34, "2000############", "=", false),
                new Channel("MercadoShops", 14, "2001############", "=", false),
                new Channel("Shopify", 16, "#N", "45###########", false),
                new Channel("Amazon", 12, "702-2######-8######", "", false),
                new Channel(department, 6, shape, "", false),
                new Channel("WhatsApp", 8, "WA-N", "", false),
                new Channel("Mostrador", 10, "MOS-N", "", true));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s*,\\s*"));
    }
}
