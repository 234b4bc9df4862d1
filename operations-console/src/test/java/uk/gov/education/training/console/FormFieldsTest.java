package uk.gov.education.training.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.gov.education.training.platform.web.ApiException;

class FormFieldsTest {

    private static final String TYPE = "application/x-www-form-urlencoded";

    private static FormFields parsed(String body) {
        return FormFields.of(TYPE, body.getBytes(ISO_8859_1));
    }

    private static void assertRefused(int status, String type, String body) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> FormFields.of(type, body.getBytes(ISO_8859_1)))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @Test
    void fieldsAreDecoded() {
        FormFields form = parsed("reason=%20a+b%C3%A9%0Ac+&id=1&id=2&empty=&bare");

        assertThat(form.field("reason")).isEqualTo(" a b\u00e9\nc ");
        assertThat(form.text("reason")).isEqualTo("a b\u00e9\nc");
        assertThat(form.all("id")).containsExactly("1", "2");
        assertThat(form.field("empty")).isEmpty();
        assertThat(form.field("bare")).isEmpty();
        assertThat(form.field("absent")).isNull();
        assertThat(form.text("absent")).isEmpty();
    }

    @Test
    void formWithoutABodyHasNoFields() {
        assertThat(FormFields.of(null, new byte[0]).field("token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"token=%", "token=%z", "token=%zz", "%=x", "token=%C3", "token=%FF", "token=\u00ff", "a=%00"})
    void brokenEncodingIsABadRequest(String body) {
        assertRefused(400, TYPE, body);
    }

    @Test
    void fieldThatMayComeOnceMustNotComeTwice() {
        FormFields form = parsed("token=a&token=b");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> form.field("token"))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    void thousandsOfFieldsAreTooMany() {
        String many = IntStream.range(0, 2_000).mapToObj(i -> "f" + i + "=x").collect(Collectors.joining("&"));

        assertRefused(413, TYPE, many);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded; charset=UTF-8, true",
        "Application/X-WWW-Form-Urlencoded;charset=\"utf-8\", true",
        "application/x-www-form-urlencoded; charset=ISO-8859-1, true",
        "application/x-www-form-urlencoded; charset=nonsense, false",
        "multipart/form-data; boundary=x, false",
        "application/json, false",
        "nonsense, false",
        "'', false",
    })
    void onlyFormsAsPagesSendThemAreRead(String type, boolean read) {
        if (read) {
            assertThat(FormFields.of(type, "a=b".getBytes(ISO_8859_1)).field("a"))
                    .isEqualTo("b");
        } else {
            assertRefused(415, type, "a=b");
        }
    }
}
