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

    private sealed interface Container extends Node {}

    private record Leaf(Parameter value) implements Node {}

    private record Branch(Map<String, Node> fields) implements Container {}

    private record Sequence(List<Node> elements) implements Container {}

    private final Branch root = new Branch(new LinkedHashMap<>());
    private final int containerLimit;
    private int containers;

    ParameterTree(int containerLimit) {
        this.containerLimit = containerLimit;
    }

    /** @param steps a key, which is never {@link #ELEMENT} in meaning, and what follows it */
    void put(List<String> steps, Parameter value) throws InvalidParameters {
        int last = steps.size() - 1;
        Container container = root;
        for (int at = 0; at < last; at++) {
            container = inner(container, steps.subList(at, last + 1));
        }
        switch (container) {
            case Sequence(List<Node> elements) -> elements.add(new Leaf(value));
            case Branch(Map<String, Node> fields) -> {
                if (fields.put(steps.get(last), new Leaf(value)) instanceof Container) {
                    throw new InvalidParameters(Reason.CONTRADICTORY);
                }
            }
        }
    }

    /** @param steps one that leads into this container, and what is left after it */
    private Container inner(Container container, List<String> steps) throws InvalidParameters {
        boolean array = steps.get(1).equals(ELEMENT);
        return switch (container) {
            case Branch branch -> inField(branch, steps.getFirst(), array);
            case Sequence sequence -> inElement(sequence, array, steps.subList(1, steps.size()));
        };
    }

    private Container inField(Branch branch, String field, boolean array) throws InvalidParameters {
        Node present = branch.fields.get(field);
        if (present == null) {
            Container opened = open(array);
            branch.fields.put(field, opened);
            return opened;
        }
        if (array && present instanceof Sequence sequence) {
            return sequence;
        }
        if (!array && present instanceof Branch object) {
            return object;
        }
        throw new InvalidParameters(Reason.CONTRADICTORY);
    }

    private Container inElement(Sequence sequence, boolean array, List<String> fields) throws InvalidParameters {
        boolean goesOn = !array && !sequence.elements.isEmpty();
        if (goesOn && sequence.elements.getLast() instanceof Branch last && !has(last, fields)) {
            return last;
        }
        Container element = open(array);
        sequence.elements.add(element);
        return element;
    }

    /** Whether the object has all of these nested fields already; never so if they lead through an array. */
    private static boolean has(Branch object, List<String> fields) {
        Node node = object;
        for (String field : fields) {
            if (!(node instanceof Branch branch)) {
                return false;
            }
            node = branch.fields.get(field);
        }
        return node != null;
    }

    private Container open(boolean array) throws InvalidParameters {
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
