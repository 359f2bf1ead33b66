package io.tianguis.demonstration;

import io.tianguis.catalog.ImageSource;
import io.tianguis.kernel.Outcome;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * The pictures of the demonstration's products, drawn when somebody asks for them: they stand at addresses of a name that the
 * Internet never has ({@code imagenes.example}), which say all that there is to know: the family, the product's number, and
 * the view or the variant's color. The same address is the same picture.
 */
public final class DrawnImages implements ImageSource {

    private static final Pattern ADDRESS =
            Pattern.compile("https://imagenes\\.example/([A-Z]{3})-(\\d{5,12})((?:-[A-Za-z0-9]{1,8}){0,4})\\.webp");

    private static final int SIDE = 960;

    /** The drawings' field is 100 by 100. */
    private static final double SCALE = SIDE / 100.0;

    /** In the order of {@link Family#COLORS}. */
    private static final List<Color> PALETTE = List.of(
            new Color(0x3a3d44),
            new Color(0xf4f1ea),
            new Color(0x3f6fb0),
            new Color(0xc94a44),
            new Color(0x4f8a5b),
            new Color(0x9aa0a6),
            new Color(0xe39ab0),
            new Color(0xe6b73f),
            new Color(0x3fa7a3),
            new Color(0xc5714a));

    private static final Map<String, Color> COLORS = colors();

    /** Whether the picture at an address is one of these. */
    public static boolean draws(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() && Drawing.of(matcher.group(1)).isPresent();
    }

    @Override
    public Outcome<byte[], String> fetch(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        Optional<Drawing> drawing = matcher.matches() ? Drawing.of(matcher.group(1)) : Optional.empty();
        return drawing.<Outcome<byte[], String>>map(
                        found -> Outcome.ok(png(drawn(found, Long.parseLong(matcher.group(2)), matcher.group(3)))))
                .orElseGet(() -> Outcome.rejected("no product of the demonstration"));
    }

    private static Map<String, Color> colors() {
        Map<String, Color> colors = new HashMap<>();
        for (int index = 0; index < PALETTE.size(); index++) {
            for (String name : Family.COLORS.get(index).split("\\|")) {
                colors.put(Assortment.Outline.abbreviated(name), PALETTE.get(index));
            }
        }
        return colors;
    }

    private static BufferedImage drawn(Drawing drawing, long number, String details) {
        Color body = drawing.own().orElse(PALETTE.get((int) (number * 7 % PALETTE.size())));
        for (String detail : details.split("-")) {
            body = COLORS.getOrDefault(detail, body);
        }
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            String view = details.substring(details.lastIndexOf('-') + 1);
            backdrop(graphics, drawing.backdrop(), view.equals("uso"));
            switch (view) {
                case "detalle" -> {
                    graphics.translate(50, 50);
                    graphics.scale(1.65, 1.65);
                    graphics.translate(-50, -42);
                }
                case "uso" -> {
                    graphics.translate(50, 57);
                    graphics.scale(0.6, 0.6);
                    graphics.translate(-50, -50);
                }
                default -> {
                    graphics.translate(50, 50);
                    graphics.scale(0.74, 0.74);
                    graphics.translate(-50, -50);
                }
            }
            shadow(graphics);
            drawing.draw(graphics, body);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void backdrop(Graphics2D graphics, Color color, boolean scene) {
        graphics.setPaint(new GradientPaint(
                0, 0, Drawing.mixed(color, Color.WHITE, 0.45), 0, 100, Drawing.mixed(color, Color.BLACK, 0.04)));
        graphics.fill(new Rectangle2D.Double(0, 0, 100, 100));
        if (scene) {
            graphics.setColor(Drawing.mixed(color, Color.BLACK, 0.07));
            graphics.fill(new Ellipse2D.Double(18, 14, 64, 64));
            graphics.setColor(Drawing.mixed(color, Color.BLACK, 0.12));
            graphics.fill(new Rectangle2D.Double(0, 78, 100, 22));
        }
    }

    private static void shadow(Graphics2D graphics) {
        graphics.setPaint(new RadialGradientPaint(
                50, 920, 44, new float[] {0, 1}, new Color[] {new Color(20, 22, 30, 60), new Color(20, 22, 30, 0)}));
        graphics.scale(1, 0.1);
        graphics.fill(new Ellipse2D.Double(6, 876, 88, 88));
        graphics.scale(1, 10);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
