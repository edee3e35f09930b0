package dev.caravan.local.athena.result;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some rows of a result.
 *
 * @param next where the next page begins, in bytes of the object; empty after the last row
 */
public record ResultPage(List<List<String>> rows, OptionalLong next) {}
