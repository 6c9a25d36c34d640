package dev.longshore.cli.stack;

import dev.longshore.json.Fields;
import dev.longshore.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;

/**
 * Calls of services of which the doctor asks a question or two: their SDK clients weigh up to 30
 * MB, EC2's alone. The SDK signs and sends; what is said on the wire stands here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/making-api-requests.html">EC2's
 *     query requests</a>
 */
final class SignedCalls {

  private static final int OK = 200;
  private static final String EVERYWHERE = "AWS_ENDPOINT_URL";

  private final Caller caller;

  SignedCalls(Caller caller) {
    this.caller = caller;
  }

  /**
   * A service.
   *
   * @param host what its host begins with
   * @param version of its query protocol, or what the targets of its JSON protocol begin with
   * @param isGlobal whether it has one endpoint for all regions
   */
  record Service(String signingName, String host, String version, boolean isGlobal) {

    static final Service EC2 = new Service("ec2", "ec2", "2016-11-15", false);
    static final Service IAM = new Service("iam", "iam", "2010-05-08", true);
    static final Service SNS = new Service("sns", "sns", "2010-03-31", false);
    static final Service QUOTAS =
        new Service("servicequotas", "servicequotas", "ServiceQuotasV20190624", false);
    static final Service ECR =
        new Service("ecr", "api.ecr", "AmazonEC2ContainerRegistry_V20150921", false);
  }

  /** That a service has not done what it was asked for. */
  static final class CallRefused extends RuntimeException {

    private final String code;

    CallRefused(String code, String message) {
      super(message);
      this.code = code;
    }

    /** AWS's name of the error. */
    String code() {
      return code;
    }
  }

  /** Makes a call of the query protocol. */
  Document query(Service service, String action, Map<String, String> parameters) {
    var form = new TreeMap<>(parameters);
    form.put("Action", action);
    form.put("Version", service.version());
    var body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var headers = new TreeMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
    var answer = send(service, headers, body);
    var document = xml(answer.body());
    if (answer.status() != OK) {
      throw new CallRefused(text(document, "Code"), text(document, "Message"));
    }
    return document;
  }

  /** Makes a call of the JSON protocol. */
  Fields json(Service service, String operation, Map<String, ?> request) {
    var headers =
        new TreeMap<>(
            Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                service.version() + "." + operation));
    var answer = send(service, headers, Json.write(request));
    var fields = Json.parseObject(answer.body());
    if (answer.status() != OK) {
      var type = fields.find("__type").orElse("HTTP " + answer.status());
      throw new CallRefused(
          type.substring(type.indexOf('#') + 1),
          fields.find("message").or(() -> fields.find("Message")).orElse(type));
    }
    return fields;
  }

  private record Answer(int status, String body) {}

  private Answer send(Service service, SortedMap<String, String> headers, String body) {
    var signedFor = service.isGlobal() ? global(caller.region()) : caller.region();
    ContentStreamProvider payload =
        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    var request = SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(endpoint(service));
    headers.forEach(request::putHeader);
    var signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.request(request.build())
                    .payload(payload)
                    .identity(caller.credentials().resolveCredentials())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, signedFor.id()));
    var prepared =
        caller
            .http()
            .prepareRequest(
                HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(signed.payload().orElse(payload))
                    .build());
    try {
      var response = prepared.call();
      try (var answer = response.responseBody().map(InputStream.class::cast).orElse(none())) {
        var text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(response.httpResponse().statusCode(), text);
      }
    } catch (IOException e) {
      throw new CallRefused("NoAnswer", service.host() + " does not answer: " + e.getMessage());
    }
  }

  private static InputStream none() {
    return InputStream.nullInputStream();
  }

  /** The region that a partition's global services are signed for. */
  private static Region global(Region region) {
    return switch (region.metadata().partition().id()) {
      case "aws-cn" -> Region.CN_NORTH_1;
      case "aws-us-gov" -> Region.US_GOV_WEST_1;
      default -> Region.US_EAST_1;
    };
  }

  private URI endpoint(Service service) {
    var own = EVERYWHERE + "_" + service.signingName().toUpperCase(Locale.ROOT);
    return setting(own)
        .or(() -> setting(EVERYWHERE))
        .map(URI::create)
        .orElseGet(() -> {
          var partition = caller.region().metadata().partition();
          var place = service.isGlobal() ? "" : "." + caller.region().id();
          return URI.create(
              "https://%s%s.%s/".formatted(service.host(), place, partition.dnsSuffix()));
        });
  }

  /** A setting of the SDK's: a system property, such as tests set, or a variable. */
  private static Optional<String> setting(String variable) {
    var property = variable.equals(EVERYWHERE) ? System.getProperty("aws.endpointUrl") : null;
    return Optional.ofNullable(property).or(() -> Optional.ofNullable(System.getenv(variable)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Document xml(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new CallRefused("NoAnswer", "the answer is no XML: " + e.getMessage());
    }
  }

  private static String text(Document document, String element) {
    var found = document.getElementsByTagName(element);
    return found.getLength() == 0 ? "unknown" : found.item(0).getTextContent();
  }
}
