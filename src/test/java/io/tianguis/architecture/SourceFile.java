package io.tianguis.architecture;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the parser of javac sees in a source file; comments are not part of it.
 *
 * @param names of the classes, methods, fields, parameters and variables that it declares
 * @param texts its string constants, those that are added together as one
 */
record SourceFile(Path path, String packageName, List<String> names, List<String> texts, List<Method> methods) {

    /** A method with the number of lines from its signature to its closing brace. */
    record Method(String name, long lines) {}

    String simpleName() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - ".java".length());
    }

    /** Every Java file below a folder. */
    static List<SourceFile> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return parse(files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<SourceFile> parse(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Reader reader = new Reader(unit, positions);
                reader.scan(unit, null);
                sources.add(new SourceFile(
                        Path.of(unit.getSourceFile().toUri()),
                        String.valueOf(unit.getPackageName()),
                        List.copyOf(reader.names),
                        List.copyOf(reader.texts),
                        List.copyOf(reader.methods)));
            }
            return sources;
        }
    }

    private static final class Reader extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> names = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            names.add(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            names.add(method.getName().toString());
            methods.add(new Method(method.getName().toString(), lines(method)));
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            names.add(String.valueOf(variable.getName()));
            return super.visitVariable(variable, nothing);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            text(literal).ifPresent(texts::add);
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree sum, Void nothing) {
            Optional<String> whole = text(sum);
            if (whole.isPresent()) {
                texts.add(whole.get());
                return null;
            }
            return super.visitBinary(sum, nothing);
        }

        /** The value of a constant that is one text, or several added together. */
        private static Optional<String> text(Tree tree) {
            return switch (tree) {
                case LiteralTree literal when literal.getValue() instanceof String value -> Optional.of(value);
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS ->
                    text(sum.getLeftOperand())
                            .flatMap(left -> text(sum.getRightOperand()).map(right -> left + right));
                default -> Optional.empty();
            };
        }

        private long lines(Tree tree) {
            long start = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            return end - start + 1;
        }
    }
}
