package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Flag;
import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import dev.longshore.jobfile.Node.Nothing;
import dev.longshore.jobfile.Node.Numeral;
import dev.longshore.jobfile.Node.Scalar;
import dev.longshore.jobfile.Node.Text;
import dev.longshore.json.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keywords {@code type} and {@code enum}: what sort of value may stand somewhere. */
final class TypeRules {

  // What YAML 1.1 and most people take for true and false, and YAML 1.2 for texts.
  private static final Set<String> NEARLY_FLAGS = Set.of("yes", "no", "on", "off", "y", "n");

  private TypeRules() {}

  /** Whether the value is of the right sort; complains if not. */
  static boolean check(Node node, Fields schema, Complaints complaints) {
    var words = schema.texts("enum");
    if (!words.isEmpty() && !(node instanceof Text text && words.contains(text.written()))) {
      complaints.at(node.place(), oneOf(words, node, schema));
      return false;
    }
    if (!fits(node, schema)) {
      complaints.at(node.place(), wrongType(node, schema));
      return false;
    }
    return true;
  }

  /** Whether the value is of one of the schema's types. */
  static boolean fits(Node node, Fields schema) {
    var types = types(schema);
    return types.isEmpty() || types.stream().anyMatch(type -> fits(node, type));
  }

  private static boolean fits(Node node, String type) {
    return switch (node) {
      case Text _ -> type.equals("string");
      case Numeral number -> type.equals("number") || (type.equals("integer") && number.isWhole());
      case Flag _ -> type.equals("boolean");
      case Nothing _ -> false;
      case Listing _ -> type.equals("array");
      case Mapping _ -> type.equals("object");
    };
  }

  private static List<String> types(Fields schema) {
    return schema.values().get("type") instanceof String type
        ? List.of(type)
        : schema.texts("type");
  }

  private static String oneOf(List<String> words, Node node, Fields schema) {
    var word = node instanceof Text text ? text.written() : "";
    var notYet = schema.object("notYet").flatMap(later -> later.find(word));
    if (notYet.isPresent()) {
      return "not yet: " + notYet.get();
    }
    var near = Spelling.nearest(word, words).map("; did you mean %s?"::formatted).orElse("");
    var choice = words.size() == 1 ? words.getFirst() : "one of " + String.join(", ", words);
    return "must be %s, but is %s%s".formatted(choice, node.words(), near);
  }

  private static String wrongType(Node node, Fields schema) {
    var meaning = schema.textOrNull("patternErrorMessage");
    if (meaning != null) {
      return "%s, but is %s".formatted(meaning, node.words());
    }
    var types = types(schema);
    return "must be %s, but is %s%s"
        .formatted(
            types.stream().map(TypeRules::words).collect(Collectors.joining(", or ")),
            node.words(),
            hint(node, types).map("; "::concat).orElse(""));
  }

  private static String words(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list";
      case "object" -> "a mapping";
      default -> throw new IllegalStateException("no type of JSON Schema: " + type);
    };
  }

  private static Optional<String> hint(Node node, List<String> types) {
    if (node instanceof Scalar && types.contains("array")) {
      return Optional.of("a list is written [a, b]");
    }
    return switch (node) {
      case Numeral _, Flag _ when types.contains("string") -> Optional.of("in quotes it is a text");
      case Text text when types.contains("boolean") && NEARLY_FLAGS.contains(text.written()) ->
          Optional.of("write true or false");
      case Text text
          when isNumber(text) && (types.contains("integer") || types.contains("number")) ->
          Optional.of("without quotes it is a number");
      case Text _, Numeral _, Flag _, Nothing _, Listing _, Mapping _ -> Optional.empty();
    };
  }

  private static boolean isNumber(Text text) {
    return PlainScalar.resolve(text.written(), text.place()) instanceof Numeral;
  }
}
