package io.tianguis.demonstration;

import java.math.BigDecimal;
import java.util.List;

/**
 * A kind of product, with both names of everything that has a name ({@link Country.Language#of}).
 *
 * @param code with which its SKUs begin
 * @param category its three levels, the root first
 * @param traits of which each product has one
 * @param leastPesos in Mexican pesos
 * @param grams of a packed unit, about
 * @param centimeters of a packed unit's longest side, about
 */
record Family(
        String code,
        String name,
        List<String> category,
        List<String> traits,
        Measure measure,
        boolean inColors,
        int leastPesos,
        int mostPesos,
        int grams,
        int centimeters) {

    /** By what, besides color, its variants differ. */
    enum Measure {
        NONE("", List.of()),
        CLOTHES("Talla|Tamanho", List.of()),
        SHOES("Número|Número", List.of()),
        CAPACITY("Capacidad|Capacidade", List.of("1 L", "2 L", "4 L", "6 L")),
        WEIGHT("Presentación|Embalagem", List.of("250 g", "500 g", "1 kg")),
        BED("Medida|Medida", List.of("Individual|Solteiro", "Matrimonial|Casal", "King Size")),
        PHONE("Modelo|Modelo", List.of("5.5\"", "6.1\"", "6.5\"", "6.8\""));

        private final String title;
        private final List<String> values;

        Measure(String title, List<String> values) {
            this.title = title;
            this.values = values;
        }

        String title() {
            return title;
        }

        List<String> values(Country country) {
            return switch (this) {
                case CLOTHES -> country.sizes();
                case SHOES -> country.shoeSizes();
                case NONE, CAPACITY, WEIGHT, BED, PHONE -> values;
            };
        }
    }

    static final String COLOR = "Color|Cor";

    static final List<String> COLORS = List.of(
            "Negro|Preto",
            "Blanco|Branco",
            "Azul",
            "Rojo|Vermelho",
            "Verde",
            "Gris|Cinza",
            "Rosa",
            "Amarillo|Amarelo",
            "Turquesa",
            "Terracota");

    static final List<String> BRANDS = List.of(
            "Altiplano",
            "Brisa",
            "Quetzal",
            "Pampa",
            "Andina",
            "Colibrí",
            "Jacaranda",
            "Sierra Alta",
            "Cenote",
            "Ñandú",
            "Mar Abierto",
            "Tierra Roja",
            "Copal",
            "Guacamaya",
            "Vicuña",
            "Ceiba");

    static final List<Family> ALL = List.of(
            clothes(
                    "CAM",
                    "Camiseta",
                    "Caballero|Masculino",
                    "Camisetas",
                    "básica, estampada|estampada, cuello V|gola V",
                    149,
                    399),
            clothes(
                    "PLY",
                    "Playera polo|Camisa polo",
                    "Caballero|Masculino",
                    "Playeras polo|Camisas polo",
                    "lisa, piqué, deportiva|esportiva",
                    229,
                    599),
            clothes(
                    "SUD",
                    "Sudadera|Moletom",
                    "Caballero|Masculino",
                    "Sudaderas|Moletons",
                    "con capucha|com capuz, afelpada|felpado, ligera|leve",
                    399,
                    899),
            clothes(
                    "BLU",
                    "Blusa",
                    "Dama|Feminino",
                    "Blusas",
                    "bordada, de lino|de linho, de algodón|de algodão",
                    249,
                    749),
            clothes(
                    "VES",
                    "Vestido",
                    "Dama|Feminino",
                    "Vestidos",
                    "de verano|de verão, largo|longo, tejido|tricotado",
                    399,
                    1_299),
            clothes(
                    "REB",
                    "Rebozo|Xale",
                    "Dama|Feminino",
                    "Rebozos|Xales",
                    "de telar|de tear, de lana|de lã, de algodón|de algodão",
                    349,
                    1_499),
            family(
                    "TEN",
                    "Tenis|Tênis",
                    "Calzado|Calçados",
                    "Deportivo|Esportivo",
                    "Tenis para correr|Tênis de corrida",
                    "para correr|de corrida, urbano, ligero|leve",
                    Family.Measure.SHOES,
                    true,
                    699,
                    2_499,
                    900,
                    33),
            family(
                    "SAN",
                    "Sandalia|Sandália",
                    "Calzado|Calçados",
                    "Casual",
                    "Sandalias|Sandálias",
                    "de piel|de couro, plana|rasteira, cruzada",
                    Family.Measure.SHOES,
                    true,
                    299,
                    999,
                    600,
                    30),
            family(
                    "BOT",
                    "Botín|Bota curta",
                    "Calzado|Calçados",
                    "Casual",
                    "Botines|Botas",
                    "de piel|de couro, de gamuza|de camurça, impermeable|impermeável",
                    Family.Measure.SHOES,
                    false,
                    799,
                    2_299,
                    1_200,
                    34),
            family(
                    "TRM",
                    "Termo de acero|Garrafa térmica",
                    "Hogar|Casa",
                    "Cocina|Cozinha",
                    "Termos|Garrafas térmicas",
                    "doble pared|parede dupla, con asa|com alça, deportivo|esportiva",
                    Family.Measure.CAPACITY,
                    true,
                    199,
                    699,
                    450,
                    28),
            family(
                    "OLL",
                    "Olla de barro|Panela de barro",
                    "Hogar|Casa",
                    "Cocina|Cozinha",
                    "Ollas|Panelas",
                    "vidriada|vitrificada, rústica, decorada",
                    Family.Measure.CAPACITY,
                    false,
                    189,
                    899,
                    2_600,
                    32),
            family(
                    "MOL",
                    "Molcajete|Pilão de pedra",
                    "Hogar|Casa",
                    "Cocina|Cozinha",
                    "Molcajetes|Pilões",
                    "de piedra volcánica|de pedra vulcânica, mediano|médio, grande",
                    Family.Measure.NONE,
                    false,
                    349,
                    1_199,
                    4_800,
                    24),
            family(
                    "TAZ",
                    "Taza de talavera|Caneca de cerâmica",
                    "Hogar|Casa",
                    "Cocina|Cozinha",
                    "Tazas|Canecas",
                    "pintada a mano|pintada à mão, esmaltada, grande",
                    Family.Measure.NONE,
                    true,
                    79,
                    259,
                    380,
                    12),
            family(
                    "COB",
                    "Cobija|Cobertor",
                    "Hogar|Casa",
                    "Recámara|Quarto",
                    "Cobijas|Cobertores",
                    "de borrega|de sherpa, térmica|térmico, ligera|leve",
                    Family.Measure.BED,
                    true,
                    399,
                    1_299,
                    1_900,
                    45),
            family(
                    "SAB",
                    "Juego de sábanas|Jogo de lençóis",
                    "Hogar|Casa",
                    "Recámara|Quarto",
                    "Sábanas|Lençóis",
                    "de microfibra, de algodón|de algodão, 400 hilos|400 fios",
                    Family.Measure.BED,
                    true,
                    349,
                    1_499,
                    1_500,
                    38),
            family(
                    "LAM",
                    "Lámpara de mesa|Luminária de mesa",
                    "Hogar|Casa",
                    "Decoración|Decoração",
                    "Lámparas|Luminárias",
                    "de madera|de madeira, LED, de fibra natural",
                    Family.Measure.NONE,
                    true,
                    299,
                    1_399,
                    1_300,
                    40),
            family(
                    "AUD",
                    "Audífonos inalámbricos|Fones sem fio",
                    "Electrónica|Eletrônicos",
                    "Audio|Áudio",
                    "Audífonos|Fones de ouvido",
                    "con estuche|com estojo, deportivos|esportivos, con cancelación de ruido|com cancelamento de ruído",
                    Family.Measure.NONE,
                    true,
                    249,
                    2_199,
                    180,
                    12),
            family(
                    "BOC",
                    "Bocina portátil|Caixa de som portátil",
                    "Electrónica|Eletrônicos",
                    "Audio|Áudio",
                    "Bocinas|Caixas de som",
                    "resistente al agua|à prova d'água, mini, de fiesta|de festa",
                    Family.Measure.NONE,
                    true,
                    349,
                    2_999,
                    900,
                    22),
            family(
                    "CRG",
                    "Cargador rápido|Carregador rápido",
                    "Electrónica|Eletrônicos",
                    "Accesorios|Acessórios",
                    "Cargadores|Carregadores",
                    "20 W, 30 W, 65 W",
                    Family.Measure.NONE,
                    false,
                    149,
                    699,
                    120,
                    10),
            family(
                    "FUN",
                    "Funda para celular|Capa para celular",
                    "Electrónica|Eletrônicos",
                    "Accesorios|Acessórios",
                    "Fundas|Capas",
                    "transparente, antigolpes|antichoque, de silicón|de silicone",
                    Family.Measure.PHONE,
                    true,
                    99,
                    349,
                    60,
                    18),
            family(
                    "MOC",
                    "Mochila",
                    "Viaje|Viagem",
                    "Equipaje|Bagagem",
                    "Mochilas",
                    "escolar, para laptop|para notebook, de viaje|de viagem",
                    Family.Measure.NONE,
                    true,
                    349,
                    1_499,
                    800,
                    48),
            family(
                    "CAF",
                    "Café de altura",
                    "Alimentos",
                    "Despensa|Mercearia",
                    "Café",
                    "molido|moído, en grano|em grãos, orgánico|orgânico",
                    Family.Measure.WEIGHT,
                    false,
                    89,
                    349,
                    520,
                    22),
            family(
                    "CHO",
                    "Chocolate de mesa|Chocolate em barra",
                    "Alimentos",
                    "Despensa|Mercearia",
                    "Chocolate",
                    "con canela|com canela, amargo, con almendra|com amêndoas",
                    Family.Measure.WEIGHT,
                    false,
                    59,
                    219,
                    520,
                    18),
            family(
                    "MIE",
                    "Miel|Mel",
                    "Alimentos",
                    "Despensa|Mercearia",
                    "Miel|Mel",
                    "de azahar|de laranjeira, multifloral|silvestre, de mezquite|de eucalipto",
                    Family.Measure.WEIGHT,
                    false,
                    79,
                    289,
                    620,
                    16),
            family(
                    "CRE",
                    "Crema corporal|Creme corporal",
                    "Belleza|Beleza",
                    "Cuidado personal|Cuidados pessoais",
                    "Cremas|Cremes",
                    "de aloe vera, de coco, de cacao|de cacau",
                    Family.Measure.NONE,
                    false,
                    89,
                    399,
                    320,
                    18),
            family(
                    "JAB",
                    "Jabón artesanal|Sabonete artesanal",
                    "Belleza|Beleza",
                    "Cuidado personal|Cuidados pessoais",
                    "Jabones|Sabonetes",
                    "de avena|de aveia, de lavanda, de carbón|de carvão",
                    Family.Measure.NONE,
                    false,
                    45,
                    149,
                    130,
                    9),
            family(
                    "MUN",
                    "Muñeca de trapo|Boneca de pano",
                    "Juguetes|Brinquedos",
                    "Tradicionales|Tradicionais",
                    "Muñecas|Bonecas",
                    "otomí|artesanal, con vestido|com vestido, grande",
                    Family.Measure.NONE,
                    true,
                    129,
                    549,
                    260,
                    32),
            family(
                    "ROM",
                    "Rompecabezas|Quebra-cabeça",
                    "Juguetes|Brinquedos",
                    "Juegos de mesa|Jogos de mesa",
                    "Rompecabezas|Quebra-cabeças",
                    "500 piezas|500 peças, 1000 piezas|1000 peças, de madera|de madeira",
                    Family.Measure.NONE,
                    false,
                    149,
                    499,
                    700,
                    35),
            family(
                    "CAS",
                    "Cama para mascota|Cama para pet",
                    "Mascotas|Pets",
                    "Perros|Cães",
                    "Camas",
                    "acolchada|acolchoada, lavable|lavável, ortopédica",
                    Family.Measure.CLOTHES,
                    true,
                    299,
                    1_199,
                    1_800,
                    60));

    private static Family clothes(
            String code, String name, String middle, String leaf, String traits, int leastPesos, int mostPesos) {
        return family(
                code, name, "Ropa|Roupas", middle, leaf, traits, Measure.CLOTHES, true, leastPesos, mostPesos, 300, 30);
    }

    private static Family family(
            String code,
            String name,
            String root,
            String middle,
            String leaf,
            String traits,
            Measure measure,
            boolean inColors,
            int leastPesos,
            int mostPesos,
            int grams,
            int centimeters) {
        return new Family(
                code,
                name,
                List.of(root, middle, leaf),
                List.of(traits.split(", ")),
                measure,
                inColors,
                leastPesos,
                mostPesos,
                grams,
                centimeters);
    }

    BigDecimal kilograms(Dice dice) {
        return BigDecimal.valueOf((long) grams * dice.between(80, 130) / 100, 3);
    }

    BigDecimal side(Dice dice, int percent) {
        return BigDecimal.valueOf((long) centimeters * percent * dice.between(90, 120) / 1_000, 1);
    }
}
