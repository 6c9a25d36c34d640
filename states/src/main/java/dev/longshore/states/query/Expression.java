package dev.longshore.states.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.longshore.states.query.Values.NotJson;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression, compiled once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">JSONata in
 *     Step Functions</a>
 */
final class Expression {

  private static final Pattern EVAL = Pattern.compile("\\$eval\\s*\\(");
  private static final Pattern CONTEXT_ITEM = Pattern.compile("(?sU)\\$\\$?(?![\\w$]).*");
  private static final Pattern BARE_NAME =
      Pattern.compile("(?sU)(?!(?:true|false|null)\\b)[^\\W\\d]\\w*\\s*(?:[.\\[].*)?");
  private static final Pattern LAMBDA = Pattern.compile("\\bfunction\\b|λ");

  private final String source;
  private final Jsonata compiled;
  private final Optional<PlainPath> path;
  private final Set<String> functions;
  private final boolean mayLoop;

  private Expression(String source, Jsonata compiled) {
    this.source = source;
    this.compiled = compiled;
    this.path = PlainPath.of(source);
    this.functions = QueryFunctions.namesIn(source);
    this.mayLoop = LAMBDA.matcher(source).find();
  }

  /** Compiles what stands between <code>{%</code> and <code>%}</code>. */
  static Expression compile(String text) throws InvalidExpression {
    var source = text.strip();
    refuseWhatStepFunctionsLacks(source);
    Jsonata compiled;
    try {
      compiled = Jsonata.jsonata(source);
    } catch (JException e) {
      throw new InvalidExpression(
          "%s: %s (at character %d)".formatted(e.getError(), e.getMessage(), e.getLocation()), e);
    } catch (RuntimeException e) {
      // The parser runs over the end of some texts instead of saying what is missing.
      throw new InvalidExpression("the expression ends too early or cannot be read", e);
    }
    compiled.setValidateInput(false);
    // Else null and undefined could not be told apart.
    compiled.setOutputConvertNulls(false);
    compiled.assign("eval", null);
    return new Expression(source, compiled);
  }

  private static void refuseWhatStepFunctionsLacks(String source) throws InvalidExpression {
    if (source.isEmpty()) {
      throw new InvalidExpression("an expression must stand between {% and %}");
    }
    if (EVAL.matcher(source).find()) {
      throw new InvalidExpression("$eval is not available; use $parse to read JSON text");
    }
    if (CONTEXT_ITEM.matcher(source).matches()) {
      throw new InvalidExpression(
          "$ and $$ stand for nothing here; start from $states or from a variable");
    }
    if (BARE_NAME.matcher(source).matches()) {
      throw new InvalidExpression(
          "a bare field name stands for nothing here; start from $states.input or from a variable");
    }
  }

  /** What the expression stands for; JSON's null is {@code Jsonata.NULL_VALUE}. */
  Object evaluate(Scope scope, String location) {
    try {
      var followed = path.map(plain -> plain.follow(scope)).orElse(null);
      var result =
          followed == null ? compiled.evaluate(null, scope.frame(functions, mayLoop)) : followed;
      if (result == null) {
        throw failed(location, "returned nothing (undefined).", null);
      }
      return Values.settled(result);
    } catch (NotJson e) {
      throw failed(location, "returned an unsupported result type.", null);
    } catch (JException e) {
      throw erred(location, e.getError() + ": " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw erred(location, "it calls itself too deeply", e);
    } catch (QueryFailed e) {
      throw e;
    } catch (RuntimeException e) {
      // Where JavaScript coerces values, the library fails with whatever Java throws.
      throw erred(location, e.toString(), e);
    }
  }

  private QueryFailed erred(String location, String reason, Throwable cause) {
    return failed(location, "threw an error during evaluation. " + reason, cause);
  }

  QueryFailed failed(String location, String outcome, @Nullable Throwable cause) {
    return new QueryFailed(
        location,
        "The JSONata expression '%s' specified for the field '%s' %s"
            .formatted(source, location, outcome),
        cause);
  }
}
