/** What every service's REST side has in common: who may call, what time it is, and how a refusal is told. */
@NullMarked
package uk.gov.education.training.platform.web;

import org.jspecify.annotations.NullMarked;
