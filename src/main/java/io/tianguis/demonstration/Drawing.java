package io.tianguis.demonstration;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one family of products looks like, as {@code drawings.txt} has it. Without any letter, since a machine without a screen
 * may have no font.
 *
 * @param backdrop in hexadecimal digits
 * @param own the color of a product that comes in one only
 */
record Drawing(Color backdrop, Optional<Color> own, List<Layer> layers) {

    private static final String FILE = "/demonstration/drawings.txt";
    private static final Color CREAM = new Color(0xfbf6ea);
    private static final Color DARK = new Color(0x2d3038);
    private static final Color WOOD = new Color(0xb98a5a);
    private static final Color METAL = new Color(0xb7bdc4);

    /** By what a layer's color follows from the product's. */
    private enum Tone {
        BODY,
        SHADE,
        LIGHT,
        DARK,
        CREAM,
        WOOD,
        METAL;

        Color of(Color body) {
            return switch (this) {
                case BODY -> body;
                case SHADE -> mixed(body, Drawing.DARK, 0.22);
                case LIGHT -> mixed(body, Color.WHITE, 0.35);
                case DARK -> Drawing.DARK;
                case CREAM -> Drawing.CREAM;
                case WOOD -> Drawing.WOOD;
                case METAL -> Drawing.METAL;
            };
        }
    }

    private record Layer(Tone tone, List<Shape> shapes) {}

    /** Nothing for a code that no family has. */
    static Optional<Drawing> of(String familyCode) {
        return Optional.ofNullable(Drawings.ALL.get(familyCode));
    }

    void draw(Graphics2D graphics, Color body) {
        for (Layer layer : layers) {
            graphics.setColor(layer.tone().of(body));
            layer.shapes().forEach(graphics::fill);
        }
    }

    static Color mixed(Color color, Color other, double share) {
        return new Color(
                mixed(color.getRed(), other.getRed(), share),
                mixed(color.getGreen(), other.getGreen(), share),
                mixed(color.getBlue(), other.getBlue(), share));
    }

    private static int mixed(int value, int other, double share) {
        return (int) Math.round(value + (other - value) * share);
    }

    /** Read when the first picture is drawn. */
    private static final class Drawings {

        private static final Map<String, Drawing> ALL = read();

        private static Map<String, Drawing> read() {
            Map<String, Drawing> drawings = new LinkedHashMap<>();
            List<Layer> layers = List.of();
            for (String line : text().lines().toList()) {
                String[] words = line.split(" ", 2);
                if (words[0].equals("#") || line.isBlank()) {
                    continue;
                }
                if (words[0].equals(words[0].toUpperCase(Locale.ROOT))) {
                    layers = new ArrayList<>();
                    String[] colors = words[1].split(" ");
                    drawings.put(
                            words[0],
                            new Drawing(
                                    color(colors[0]),
                                    colors.length > 1 ? Optional.of(color(colors[1])) : Optional.empty(),
                                    layers));
                } else {
                    layers.add(new Layer(
                            Tone.valueOf(words[0].toUpperCase(Locale.ROOT)), new Shapes(words[1].split(" ")).read()));
                }
            }
            return drawings;
        }

        private static String text() {
            try (InputStream file = Objects.requireNonNull(Drawing.class.getResourceAsStream(FILE), FILE)) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private static Color color(String hexadecimal) {
            return new Color(Integer.parseInt(hexadecimal, 16));
        }
    }

    /** Reads a layer's paths. */
    private static final class Shapes {

        private final String[] words;
        private int next;

        Shapes(String[] words) {
            this.words = words;
        }

        List<Shape> read() {
            List<Shape> shapes = new ArrayList<>();
            @Nullable Path2D path = null;
            while (next < words.length) {
                char command = words[next].charAt(0);
                if (!Character.isLetter(command)) {
                    throw new IllegalStateException("no command: " + words[next]);
                }
                words[next] = words[next].substring(1);
                if (words[next].isEmpty()) {
                    next++;
                }
                switch (command) {
                    case 'O' -> {
                        double x = number();
                        double y = number();
                        double across = number();
                        double down = number();
                        shapes.add(new Ellipse2D.Double(x - across, y - down, 2 * across, 2 * down));
                    }
                    case 'R' -> {
                        double x = number();
                        double y = number();
                        double width = number();
                        double height = number();
                        double corner = 2 * number();
                        shapes.add(new RoundRectangle2D.Double(x, y, width, height, corner, corner));
                    }
                    case 'M' -> {
                        path = new Path2D.Double();
                        path.moveTo(number(), number());
                        shapes.add(path);
                    }
                    default -> extend(Objects.requireNonNull(path, "a path begins with M"), command);
                }
            }
            return shapes;
        }

        private void extend(Path2D path, char command) {
            switch (command) {
                case 'L' -> path.lineTo(number(), number());
                case 'Q' -> path.quadTo(number(), number(), number(), number());
                case 'C' -> path.curveTo(number(), number(), number(), number(), number(), number());
                case 'Z' -> path.closePath();
                default -> throw new IllegalStateException("no command: " + command);
            }
        }

        private double number() {
            return Double.parseDouble(words[next++]);
        }
    }
}
