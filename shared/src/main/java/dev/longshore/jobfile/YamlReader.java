package dev.longshore.jobfile;

import dev.longshore.jobfile.Node.Entry;
import dev.longshore.jobfile.Node.Listing;
import dev.longshore.jobfile.Node.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * Turns YAML 1.2 into values that know their places.
 *
 * <p>It builds them from the parser's events instead of the library's own nodes: so nothing is
 * built deeper or larger than the bounds here, and an alias is a copy under its own path.
 */
final class YamlReader {

  /** How deep lists and mappings may be nested; the schema needs five. */
  static final int DEPTH_MAX = 16;

  /** How many values a file may have, those behind aliases counted each time. */
  static final int NODES_MAX = 10_000;

  private static final String EMPTY =
      "holds no job: at least job and image must be there, such as job: hello";

  private final Complaints complaints;
  private final Iterator<Event> events;
  private final Map<Anchor, Node> anchors = new HashMap<>();
  private int nodes;

  private YamlReader(String text, Complaints complaints) {
    this.complaints = complaints;
    this.events = new Parse(LoadSettings.builder().build()).parseString(text).iterator();
  }

  /** Reading cannot go on. */
  private static final class Unreadable extends Exception {

    private final transient Place place;
    private final String message;

    Unreadable(Place place, String message) {
      super(message);
      this.place = place;
      this.message = message;
    }
  }

  /** The mapping that {@code text} is; empty, with a complaint, if it is none. */
  static Optional<Mapping> read(String text, Complaints complaints) {
    try {
      return new YamlReader(text, complaints).document();
    } catch (Unreadable e) {
      complaints.at(e.place, e.message);
    } catch (MarkedYamlEngineException e) {
      var problem = e.getProblem();
      e.getProblemMark()
          .ifPresentOrElse(
              mark -> complaints.at(place("", mark), "not YAML: " + problem),
              () -> complaints.ofFile("not YAML: " + problem));
    } catch (YamlVersionException e) {
      var version = e.getSpecVersion();
      complaints.ofFile(
          "not YAML: the version must be 1.2, but is %d.%d"
              .formatted(version.getMajor(), version.getMinor()));
    } catch (YamlEngineException e) {
      complaints.ofFile("not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Mapping> document() throws Unreadable {
    events.next(); // the stream's start
    if (!(events.next() instanceof DocumentStartEvent)) {
      complaints.ofFile(EMPTY);
      return Optional.empty();
    }
    var root = node(events.next(), "", 0);
    events.next(); // the document's end
    var next = events.next();
    if (next instanceof DocumentStartEvent) {
      throw new Unreadable(
          place("", next), "a second document starts here, but a job file holds one job");
    }
    if (root instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    if (root instanceof Node.Nothing) {
      complaints.ofFile(EMPTY);
    } else {
      complaints.at(
          root.place(),
          "a job file is a mapping of keys such as job and image, but this is " + root.words());
    }
    return Optional.empty();
  }

  private Node node(Event event, String path, int depth) throws Unreadable {
    var place = place(path, event);
    var node =
        switch (event) {
          case AliasEvent alias -> copy(target(alias, place), path, depth);
          case ScalarEvent scalar -> scalar(scalar, place);
          case SequenceStartEvent list -> listing(untagged(list.getTag(), place), depth);
          case MappingStartEvent map -> mapping(untagged(map.getTag(), place), depth);
          default -> throw new IllegalStateException("no value starts with " + event);
        };
    if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
      anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    }
    return node;
  }

  private Node target(AliasEvent alias, Place place) throws Unreadable {
    var target = anchors.get(alias.getAlias());
    if (target == null) {
      throw new Unreadable(
          place, "%s stands for nothing above it".formatted(Quoted.of("*" + alias.getAlias())));
    }
    return target;
  }

  private Node scalar(ScalarEvent scalar, Place place) throws Unreadable {
    count(untagged(scalar.getTag(), place), 0);
    if (scalar.getValue().indexOf('\0') >= 0) {
      complaints.at(place, "holds a NUL character, which no program can be given");
    }
    return scalar.isPlain()
        ? PlainScalar.resolve(scalar.getValue(), place)
        : new Node.Text(place, scalar.getValue());
  }

  private Listing listing(Place place, int depth) throws Unreadable {
    count(place, depth);
    var entries = new ArrayList<Node>();
    for (var event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      entries.add(node(event, place.pathOf(entries.size()), depth + 1));
    }
    return new Listing(place, List.copyOf(entries));
  }

  private Mapping mapping(Place place, int depth) throws Unreadable {
    count(place, depth);
    var entries = new LinkedHashMap<String, Entry>();
    for (var event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(event instanceof ScalarEvent key)) {
        throw new Unreadable(place(place.path(), event), "a key must be a plain text");
      }
      var keyPlace = place(place.pathOf(key.getValue()), key);
      var entry =
          new Entry(
              untagged(key.getTag(), keyPlace),
              key.getValue(),
              node(events.next(), keyPlace.path(), depth + 1));
      var first = entries.putIfAbsent(key.getValue(), entry);
      if (first != null) {
        complaints.at(
            keyPlace, "is there twice, in line %d too; keep one".formatted(first.place().line()));
      }
    }
    return new Mapping(place, List.copyOf(entries.values()));
  }

  private Node copy(Node node, String path, int depth) throws Unreadable {
    var place = node.place().at(path);
    count(place, depth);
    return switch (node) {
      case Node.Text(_, var written) -> new Node.Text(place, written);
      case Node.Numeral(_, var written, var value) -> new Node.Numeral(place, written, value);
      case Node.Flag(_, var written, var value) -> new Node.Flag(place, written, value);
      case Node.Nothing _ -> new Node.Nothing(place);
      case Listing(_, var entries) -> {
        var copies = new ArrayList<Node>();
        for (var entry : entries) {
          copies.add(copy(entry, place.pathOf(copies.size()), depth + 1));
        }
        yield new Listing(place, List.copyOf(copies));
      }
      case Mapping(_, var entries) -> {
        var copies = new ArrayList<Entry>();
        for (var entry : entries) {
          var keyPlace = entry.place().at(place.pathOf(entry.key()));
          var value = copy(entry.value(), keyPlace.path(), depth + 1);
          copies.add(new Entry(keyPlace, entry.key(), value));
        }
        yield new Mapping(place, List.copyOf(copies));
      }
    };
  }

  private void count(Place place, int depth) throws Unreadable {
    if (depth >= DEPTH_MAX) {
      throw new Unreadable(
          place, "lists and mappings may be nested %d deep at most".formatted(DEPTH_MAX));
    }
    if (++nodes > NODES_MAX) {
      throw new Unreadable(
          place,
          "a job file has at most %d values, those behind aliases included".formatted(NODES_MAX));
    }
  }

  private static Place untagged(Optional<String> tag, Place place) throws Unreadable {
    if (tag.isPresent()) {
      throw new Unreadable(
          place, "the tag %s is not for job files: drop it".formatted(Quoted.of(tag.get())));
    }
    return place;
  }

  private static Place place(String path, Event event) {
    return event.getStartMark().map(mark -> place(path, mark)).orElse(new Place(path, 1, 1));
  }

  private static Place place(String path, Mark mark) {
    return new Place(path, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
