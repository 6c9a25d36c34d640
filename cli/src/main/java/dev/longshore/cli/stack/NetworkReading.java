package dev.longshore.cli.stack;

import dev.longshore.cli.check.Network;
import dev.longshore.cli.check.Network.Endpoint;
import dev.longshore.cli.check.Network.RouteTable;
import dev.longshore.cli.check.Network.Subnet;
import dev.longshore.cli.stack.SignedCalls.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads a network of EC2.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html">DescribeRouteTables</a>
 */
record NetworkReading(SignedCalls calls) {

  private static final String EVERYWHERE = "0.0.0.0/0";

  /** The network of some subnets. */
  Network read(List<String> ids) {
    var wanted = filter("subnet-id", ids);
    var subnets =
        items(calls.query(Service.EC2, "DescribeSubnets", wanted), "subnetSet").stream()
            .map(NetworkReading::subnet)
            .toList();
    var vpcs = filter("vpc-id", subnets.stream().map(Subnet::vpc).distinct().toList());
    if (subnets.isEmpty()) {
      return new Network(List.of(), List.of(), List.of());
    }
    return new Network(
        subnets,
        items(calls.query(Service.EC2, "DescribeRouteTables", vpcs), "routeTableSet").stream()
            .map(NetworkReading::routeTable)
            .toList(),
        items(calls.query(Service.EC2, "DescribeVpcEndpoints", vpcs), "vpcEndpointSet").stream()
            .map(NetworkReading::endpoint)
            .toList());
  }

  private static Map<String, String> filter(String name, List<String> values) {
    var parameters = new TreeMap<String, String>();
    parameters.put("Filter.1.Name", name);
    for (var i = 0; i < values.size(); i++) {
      parameters.put("Filter.1.Value." + (i + 1), values.get(i));
    }
    return parameters;
  }

  private static Subnet subnet(Element item) {
    return new Subnet(
        text(item, "subnetId"),
        text(item, "vpcId"),
        text(item, "availabilityZone"),
        Integer.parseInt(text(item, "availableIpAddressCount")));
  }

  private static RouteTable routeTable(Element item) {
    var associations = items(item, "associationSet");
    var subnets = new HashSet<String>();
    associations.stream()
        .map(association -> text(association, "subnetId"))
        .filter(id -> !id.isEmpty())
        .forEach(subnets::add);
    var wayOut =
        items(item, "routeSet").stream()
            .filter(route -> text(route, "destinationCidrBlock").equals(EVERYWHERE))
            .filter(route -> !text(route, "state").equals("blackhole"))
            .flatMap(route ->
                Stream.of(
                        "natGatewayId",
                        "gatewayId",
                        "transitGatewayId",
                        "networkInterfaceId",
                        "vpcPeeringConnectionId")
                    .map(target -> text(route, target)))
            .filter(target -> !target.isEmpty())
            .findFirst();
    return new RouteTable(
        text(item, "routeTableId"),
        text(item, "vpcId"),
        associations.stream().anyMatch(one -> text(one, "main").equals("true")),
        subnets,
        wayOut);
  }

  private static Endpoint endpoint(Element item) {
    var service =
        text(item, "serviceName").replaceFirst("^(com|cn\\.com)\\.amazonaws\\.[^.]+\\.", "");
    return new Endpoint(
        service,
        text(item, "vpcId"),
        text(item, "state").equalsIgnoreCase("available"),
        new HashSet<>(
            children(item, "routeTableIdSet").stream()
                .map(Element::getTextContent)
                .map(String::strip)
                .toList()),
        text(item, "vpcEndpointType").equals("Gateway")
            || text(item, "privateDnsEnabled").equals("true"));
  }

  private static List<Element> items(Document document, String set) {
    return items(document.getDocumentElement(), set);
  }

  private static List<Element> items(Element parent, String set) {
    return children(parent, set);
  }

  /** The elements in a list of an element's own. */
  private static List<Element> children(Element parent, String list) {
    return child(parent, list).map(NetworkReading::elements).orElse(List.of());
  }

  private static Optional<Element> child(Element parent, String name) {
    return elements(parent).stream().filter(one -> one.getTagName().equals(name)).findFirst();
  }

  private static List<Element> elements(Element parent) {
    var elements = new ArrayList<Element>();
    var nodes = parent.getChildNodes();
    for (var i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** What an element of its own says; empty text if it has none of that name. */
  private static String text(Element parent, String name) {
    return child(parent, name).map(Element::getTextContent).map(String::strip).orElse("");
  }

  /** What all elements of a name say, wherever they are. */
  static List<String> texts(Document document, String name) {
    var texts = new ArrayList<String>();
    var nodes = document.getElementsByTagName(name);
    for (var i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }
}
