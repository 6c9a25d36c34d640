package dev.longshore.simulation.mutant;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Loads all of Longshore anew, with one file compiled from mutated text. */
final class MutantLoader extends ClassLoader {

  private static final String OURS = "dev.longshore.";

  private final Map<String, byte[]> mutated;
  private final Map<String, String> definitions;

  private MutantLoader(
      Map<String, byte[]> mutated, Map<String, String> definitions, ClassLoader shipped) {
    super(shipped);
    this.mutated = mutated;
    this.definitions = definitions;
  }

  /** The classes with this mistake. */
  static MutantLoader of(Mutant mutant) {
    try {
      var source = Files.readString(Path.of(mutant.source()));
      var first = source.indexOf(mutant.text());
      if (first < 0 || source.indexOf(mutant.text(), first + 1) >= 0) {
        throw new AssertionError(
            "%s does not hold this text exactly once: %s"
                .formatted(mutant.source(), mutant.text()));
      }
      var text = source.replace(mutant.text(), mutant.mistake());
      var shipped = MutantLoader.class.getClassLoader();
      return mutant.isDefinition()
          ? new MutantLoader(Map.of(), Map.of(mutant.type(), text), shipped)
          : new MutantLoader(compile(mutant.type(), text), Map.of(), shipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    var definition = definitions.get(name.substring(name.lastIndexOf('/') + 1));
    return definition == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(definition.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var bytes = mutated.containsKey(name) ? mutated.get(name) : shipped(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] shipped(String name) throws ClassNotFoundException {
    try (var file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static Map<String, byte[]> compile(String type, String text) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files =
        new CompiledClasses(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8));
    var messages = new StringWriter();
    var options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    var unit = new Source(type, text);
    if (!compiler.getTask(messages, files, null, options, null, List.of(unit)).call()) {
      throw new AssertionError("the mutant of " + type + " does not compile: " + messages);
    }
    var classes = new HashMap<String, byte[]>();
    files.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class CompiledClasses
      extends ForwardingJavaFileManager<StandardJavaFileManager> {

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    CompiledClasses(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      var bytes = new ByteArrayOutputStream();
      classes.put(className, bytes);
      return new SimpleJavaFileObject(
          URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }
}
