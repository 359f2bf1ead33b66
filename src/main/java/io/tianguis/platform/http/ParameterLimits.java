package io.tianguis.platform.http;

/**
 * How much one query or one body may hold (K2). A limit is the greatest value that is accepted.
 *
 * @param bytes the size as received, before percent-decoding
 * @param depth the steps of a path, the first name included: {@code a} has one, {@code a[][b]} three. It is also the
 *     number of objects and arrays around a value, the outermost included, so that the same number bounds JSON
 * @param count the parameters; of a query or form, the pairs that are not empty
 */
public record ParameterLimits(int bytes, int depth, int count) {

    private static final int DEEPEST = 256;

    /** For a query: 256 KiB, depth 32, 16,384 parameters. */
    public static final ParameterLimits QUERY = new ParameterLimits(256 * 1024, 32, 16_384);

    /** For a form or JSON body: 1 MiB, depth 32, 16,384 parameters. */
    public static final ParameterLimits BODY = new ParameterLimits(1024 * 1024, 32, 16_384);

    public ParameterLimits {
        if (bytes < 0 || count < 0 || depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("bytes " + bytes + ", depth " + depth + ", count " + count);
        }
    }

    /**
     * The objects and arrays that paths may open: two a parameter and one full path more. Each step of a path costs
     * three bytes on the wire and some hundreds in memory; without this bound a small body could grow a hundredfold.
     */
    int containers() {
        return (int) Math.min(Integer.MAX_VALUE, 2L * count + depth);
    }
}
