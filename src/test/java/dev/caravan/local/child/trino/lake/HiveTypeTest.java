package dev.caravan.local.child.trino.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trino.spi.TrinoException;
import io.trino.spi.type.TypeOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiveTypeTest {
    private static final TypeOperators OPERATORS = new TypeOperators();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string|varchar",
                "VARCHAR(10)|varchar(10)",
                "char(3)|char(3)",
                "int|integer",
                "float|real",
                "decimal|decimal(10,0)",
                "decimal(10, 2)|decimal(10,2)",
                "binary|varbinary",
                "array<array<int>>|array(array(integer))",
                "map<string, array<double>>|map(varchar, array(double))",
                "struct<a:int>|row(a integer)",
                "array<struct<Name:string, first name:char(1), inner:struct<x:decimal(5,1),y:map<string,int>>>>"
                        + "|array(row(name varchar, first name char(1), inner row(x decimal(5,1), y map(varchar, integer))))"
            })
    void aTypesTextIsRead(String hive, String trino) {
        assertThat(HiveType.parse(hive, OPERATORS).getDisplayName()).isEqualTo(trino);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "array<int",
                "array<int>>",
                "map<int>",
                "struct<a>",
                "varchar",
                "decimal(1)",
                "uniontype<int>"
            })
    void whatIsNoTypeIsRefusedWithTheText(String text) {
        assertThatThrownBy(() -> HiveType.parse(text, OPERATORS))
                .isInstanceOf(TrinoException.class)
                .hasMessageStartingWith("Not a type: '" + text + "'");
    }
}
