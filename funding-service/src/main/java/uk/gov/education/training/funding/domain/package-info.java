/**
 * The funding rules: pure functions of facts.
 *
 * <p>This package holds the rules for money and the reasons for a refusal. The packages below may use it, and each may
 * use the ones named here: {@code statements} uses {@code contracts}; {@code declarations} uses {@code contracts} and
 * {@code eligibility}; {@code contracts} and {@code eligibility} use neither of the others.
 */
@NullMarked
package uk.gov.education.training.funding.domain;

import org.jspecify.annotations.NullMarked;
