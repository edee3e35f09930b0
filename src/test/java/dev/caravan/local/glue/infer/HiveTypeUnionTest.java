package dev.caravan.local.glue.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.glue.infer.HiveType.ArrayType;
import dev.caravan.local.glue.infer.HiveType.DecimalType;
import dev.caravan.local.glue.infer.HiveType.MapType;
import dev.caravan.local.glue.infer.HiveType.Scalar;
import dev.caravan.local.glue.infer.HiveType.StructType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws that make a schema independent of the order of objects (equality of structs ignores the order of fields). */
class HiveTypeUnionTest {

    @Property(tries = 500)
    void aUnionDoesNotDependOnWhichTypeComesFirst(@ForAll("types") HiveType a, @ForAll("types") HiveType b) {
        assertThat(a.union(b)).isEqualTo(b.union(a));
    }

    @Property(tries = 500)
    void aUnionDoesNotDependOnHowTypesAreGrouped(
            @ForAll("types") HiveType a, @ForAll("types") HiveType b, @ForAll("types") HiveType c) {
        assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
    }

    @Property(tries = 200)
    void aTypeUnitedWithItselfIsItself(@ForAll("types") HiveType a) {
        assertThat(a.union(a)).isEqualTo(a);
    }

    @Property(tries = 500)
    void aUnionHoldsBothTypes(@ForAll("types") HiveType a, @ForAll("types") HiveType b) {
        HiveType both = a.union(b);
        assertThat(both.union(a)).isEqualTo(both);
        assertThat(both.union(b)).isEqualTo(both);
    }

    @Provide
    Arbitrary<HiveType> types() {
        return types(2);
    }

    private static Arbitrary<HiveType> types(int depth) {
        Arbitrary<HiveType> scalars = Arbitraries.of(Scalar.values()).map(scalar -> scalar);
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<HiveType> nested = types(depth - 1);
        Arbitrary<HiveType> decimals = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 18))
                .as((scale, whole) -> new DecimalType(whole + scale, scale));
        Arbitrary<HiveType> structs = Arbitraries.maps(Arbitraries.of("a", "b", "C"), nested)
                .ofMaxSize(3)
                .map(StructType::new);
        return Arbitraries.oneOf(
                scalars,
                decimals,
                structs,
                nested.map(ArrayType::new),
                nested.map(value -> new MapType(Scalar.STRING, value)));
    }
}
