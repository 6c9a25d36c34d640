package dev.longshore.simulation.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTextTest {

  @Test
  void allAndNoneAreWhatTheySay() {
    assertThat(FaultsText.parse("all")).isEqualTo(Faults.all());
    assertThat(FaultsText.parse("none")).isEqualTo(Faults.none());
  }

  @Test
  void kindsHaveTheirUsualRateOrTheirOwn() {
    assertThat(FaultsText.parse("event-lost, hang=0.25"))
        .isEqualTo(
            Faults.none()
                .with(Fault.EVENT_LOST, Faults.all().rate(Fault.EVENT_LOST))
                .with(Fault.HANG, 0.25));
  }

  @Test
  void momentsAreAScriptAndComeBackAsTheyWere() {
    var moments = List.of(new Moment(Fault.EVENT_LOST, 3), new Moment(Fault.CLOCK_SKEW, 0));

    assertThat(FaultsText.of(moments)).isEqualTo("event-lost#3,clock-skew#0");
    assertThat(FaultsText.parse(FaultsText.of(moments))).isEqualTo(Faults.all().only(moments));
    assertThat(FaultsText.parse(FaultsText.of(List.of()))).isEqualTo(Faults.none());
  }

  @Test
  void everyKindHasAWordOfItsOwn() {
    for (var fault : Fault.values()) {
      assertThat(FaultsText.parse(fault.word()).rates()).containsOnlyKeys(fault);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rain, there is no fault rain; there are all",
    "'', there is no fault ; there are all",
    "'hang,', there is no fault ; there are all",
    "hang=much, hang=much needs a number from 0 on after its =",
    "hang=-1, hang=-1 needs a number from 0 on after its =",
    "hang=NaN, hang=NaN needs a number from 0 on after its =",
    "hang#x, hang#x does not end in the number of an opportunity",
    "hang#-1, hang#-1 does not end in the number of an opportunity",
    "'hang#1,silent', 'silent is a kind of fault among moments: write all as moments, as silent#0'",
  })
  void whatIsNoneSaysWhy(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultsText.parse(text))
        .withMessageStartingWith(message);
  }
}
