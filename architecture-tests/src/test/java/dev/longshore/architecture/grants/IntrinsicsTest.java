package dev.longshore.architecture.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudFormation's functions come to what CloudFormation makes of them, or are refused. */
class IntrinsicsTest {

  private static final String TEMPLATE =
      """
      {"Parameters": {"Name": {"Type": "String", "Default": "a"}, "Given": {"Type": "String"}},
       "Conditions": {
         "IsA": {"Fn::Equals": [{"Ref": "Name"}, "a"]},
         "IsNotA": {"Fn::Not": [{"Condition": "IsA"}]},
         "Both": {"Fn::And": [{"Condition": "IsA"}, {"Condition": "IsNotA"}]},
         "Either": {"Fn::Or": [{"Condition": "IsA"}, {"Condition": "IsNotA"}]}},
       "Resources": {
         "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${AWS::StackName}-q"}}},
         "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "/p/"}},
         "Odd": {"Type": "AWS::Odd::Thing", "Properties": {}},
         "Gone": {"Type": "AWS::IAM::Role", "Condition": "IsNotA"}}}
      """;

  private static final Intrinsics STACK =
      new Intrinsics(
          Json.parseObject(TEMPLATE), Map.of("Given", "g"), new PhysicalIds("s", "1", "r"));

  private static String resolved(String json) {
    return Json.write(
        STACK.resolve(Json.parseObject("{'v': %s}".formatted(json).replace('\'', '"')).values()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'Ref': 'Name'} | 'a'",
        "{'Ref': 'Given'} | 'g'",
        "{'Ref': 'AWS::Region'} | 'r'",
        "{'Fn::GetAtt': 'Queue.Arn'} | 'arn:aws:sqs:r:1:s-q'",
        "{'Fn::GetAtt': ['Queue', 'QueueName']} | 's-q'",
        "{'Fn::GetAtt': ['Role', 'Arn']} | 'arn:aws:iam::1:role/p/s-Role-1A2B3C4D5E6F'",
        "{'Fn::Sub': '${Name}/${Queue.Arn}/${AWS::Partition}'} | 'a/arn:aws:sqs:r:1:s-q/aws'",
        "{'Fn::Sub': ['${Own}-${Name}', {'Own': {'Ref': 'Given'}}]} | 'g-a'",
        "{'Fn::Join': [',', ['x', {'Ref': 'Name'}, {'Ref': 'AWS::NoValue'}]]} | 'x,a'",
        "{'Fn::If': ['IsA', 1, 2]} | 1",
        "{'Fn::If': ['IsNotA', 1, 2]} | 2",
        "{'Fn::If': ['Both', 1, 2]} | 2",
        "{'Fn::If': ['Either', 1, 2]} | 1",
        "['x', {'Fn::If': ['IsNotA', 'y', {'Ref': 'AWS::NoValue'}]}] | ['x']",
        "{'k': {'Ref': 'AWS::NoValue'}, 'l': 1} | {'l':1}",
      })
  void aFunctionComesToWhatItStandsFor(String function, String value) {
    assertThat(resolved(function)).isEqualTo("{\"v\":%s}".formatted(value.replace('\'', '"')));
  }

  @Test
  void aResourceWhoseConditionDoesNotHoldIsNotThere() {
    assertThat(STACK.resources("AWS::IAM::Role")).containsOnlyKeys("Role");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Fn::Cidr': ['10.0.0.0/8', 1, 1]}",
        "{'Fn::ImportValue': 'x'}",
        "{'Ref': 'Unknown'}",
        "{'Ref': 'Odd'}",
        "{'Fn::GetAtt': 'Queue.Odd'}",
      })
  void whatIsNotKnownIsRefusedByName(String function) {
    assertThatThrownBy(() -> resolved(function)).isInstanceOf(IllegalArgumentException.class);
  }
}
