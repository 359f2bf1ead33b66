package io.tianguis.platform.http;

import io.tianguis.platform.http.InvalidParameters.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Grows the tree that {@link RackParameters} describes, one path and its value at a time. */
final class ParameterTree {

    /** The step into an array. Only a key, the first step, can have this name; no field within brackets can. */
    static final String ELEMENT = "[]";

    private sealed interface Node {}

    private record Leaf(Parameter value) implements Node {}

    private record Branch(Map<String, Node> fields) implements Node {}

    private record Sequence(List<Node> elements) implements Node {}

    private final Branch root = new Branch(new LinkedHashMap<>());
    private final int containerLimit;
    private int containers;

    ParameterTree(int containerLimit) {
        this.containerLimit = containerLimit;
    }

    /** @param steps a key, which is never {@link #ELEMENT} in meaning, and what follows it */
    void put(List<String> steps, Parameter value) throws InvalidParameters {
        int last = steps.size() - 1;
        int lastElement = steps.subList(1, steps.size()).lastIndexOf(ELEMENT) + 1;
        Node container = root;
        for (int at = 0; at < last; at++) {
            boolean array = steps.get(at + 1).equals(ELEMENT);
            container = switch (container) {
                case Branch branch -> inField(branch, steps.get(at), array);
                case Sequence sequence -> {
                    boolean another = array || lastElement <= at && has(sequence, steps.subList(at + 1, last + 1));
                    yield inElement(sequence, array, another);
                }
                case Leaf _ -> throw new InvalidParameters(Reason.CONTRADICTORY);
            };
        }
        set(container, steps.get(last), new Leaf(value));
    }

    private Node inField(Branch branch, String field, boolean array) throws InvalidParameters {
        Node present = branch.fields.get(field);
        if (present == null) {
            present = open(array);
            branch.fields.put(field, present);
        }
        if (array ? !(present instanceof Sequence) : !(present instanceof Branch)) {
            throw new InvalidParameters(Reason.CONTRADICTORY);
        }
        return present;
    }

    private Node inElement(Sequence sequence, boolean array, boolean another) throws InvalidParameters {
        if (!another && !sequence.elements.isEmpty() && sequence.elements.getLast() instanceof Branch branch) {
            return branch;
        }
        Node element = open(array);
        sequence.elements.add(element);
        return element;
    }

    /** Whether the last element has all of these nested fields already. */
    private static boolean has(Sequence sequence, List<String> fields) {
        Node node = sequence.elements.isEmpty() ? null : sequence.elements.getLast();
        for (String field : fields) {
            if (!(node instanceof Branch branch)) {
                return false;
            }
            node = branch.fields.get(field);
        }
        return node != null;
    }

    private static void set(Node container, String step, Leaf leaf) throws InvalidParameters {
        switch (container) {
            case Sequence sequence -> sequence.elements.add(leaf);
            case Branch branch -> {
                Node before = branch.fields.put(step, leaf);
                if (before != null && !(before instanceof Leaf)) {
                    throw new InvalidParameters(Reason.CONTRADICTORY);
                }
            }
            case Leaf _ -> throw new InvalidParameters(Reason.CONTRADICTORY);
        }
    }

    private Node open(boolean array) throws InvalidParameters {
        if (++containers > containerLimit) {
            throw new InvalidParameters(Reason.TOO_MANY);
        }
        return array ? new Sequence(new ArrayList<>(2)) : new Branch(new LinkedHashMap<>());
    }

    Parameters parameters() {
        return object(root);
    }

    private static Parameter frozen(Node node) {
        return switch (node) {
            case Leaf(Parameter value) -> value;
            case Branch branch -> object(branch);
            case Sequence(List<Node> elements) ->
                new Parameter.Items(elements.stream().map(ParameterTree::frozen).toList());
        };
    }

    private static Parameters object(Branch branch) {
        Map<String, Parameter> values = LinkedHashMap.newLinkedHashMap(branch.fields.size());
        branch.fields.forEach((field, node) -> values.put(field, frozen(node)));
        return new Parameters(values);
    }
}
