/** The rules: pure functions of facts. */
@NullMarked
package uk.gov.education.training.funding.domain;

import org.jspecify.annotations.NullMarked;
