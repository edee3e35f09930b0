package dev.caravan.local.glue.infer;

import static dev.caravan.local.glue.infer.Contents.classify;
import static dev.caravan.local.glue.infer.Contents.columns;
import static dev.caravan.local.glue.infer.Contents.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.infer.FileContent.Records;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import dev.caravan.local.glue.infer.FileFormat.Csv;
import org.junit.jupiter.api.Test;

class CsvInferenceTest {

    @Test
    void aFirstRowOfNamesAboveOtherTypesIsAHeader() {
        // When
        Records found = records("User_Id,Action,Amount,Ok\n1,click,1.5,true\n2,login,2,false\n");
        // Then
        assertThat(columns(found)).isEqualTo("user_id bigint, action string, amount double, ok boolean");
        assertThat(found.format()).isEqualTo(new Csv(',', true, false));
        assertThat(found.records()).isEqualTo(2);
    }

    @Test
    void withoutAHeaderColumnsAreNumbered() {
        // When
        Records found = records("1,click\n2,login\n");
        // Then
        assertThat(columns(found)).isEqualTo("col0 bigint, col1 string");
        assertThat(found.format()).isEqualTo(new Csv(',', false, false));
    }

    @Test
    void whereAllIsTextTheFirstRowIsNotTakenForAHeader() {
        assertThat(columns(records("user,action\nann,click\n"))).isEqualTo("col0 string, col1 string");
    }

    @Test
    void theDelimiterIsFoundOut() {
        assertThat(records("1|a,b\n2|c\n").format()).isEqualTo(new Csv('|', false, false));
        assertThat(records("1\ta\n2\tb\n").format()).isEqualTo(new Csv('\t', false, false));
        assertThat(records("1;a\n2;b\n").format()).isEqualTo(new Csv(';', false, false));
        assertThat(records("1\u0001a\n2\u0001b\n").format()).isEqualTo(new Csv('\u0001', false, false));
    }

    @Test
    void quotedValuesAreTextAndMayHoldTheDelimiter() {
        // When
        Records found = records("id,name,code\n1,\"a, \"\"b\"\"\",\"7\"\n2,c,\"8\"\n");
        // Then
        assertThat(columns(found)).isEqualTo("id bigint, name string, code string");
        assertThat(found.format()).isEqualTo(new Csv(',', true, true));
    }

    @Test
    void anEmptyValueDoesNotWidenAType() {
        assertThat(columns(records("id,n\n1,\n2,5\n"))).isEqualTo("id bigint, n bigint");
    }

    @Test
    void textThatIsNoTableIsUnsupported() {
        assertThat(classify("Dear all,\nthis is, as you see, prose.\n")).isInstanceOf(Unsupported.class);
        assertThat(classify("one\ntwo\n")).isInstanceOf(Unsupported.class);
        assertThat(classify("only,one,row\n")).isInstanceOf(Unsupported.class);
    }

    @Test
    void bytesThatAreNotTextAreUnsupported() {
        assertThat(classify(new byte[] {(byte) 0xc3, 0x28, ',', 'a', '\n', 'b', ',', 'c', '\n'}))
                .isEqualTo(new Unsupported("neither Parquet nor text in UTF-8"));
    }
}
