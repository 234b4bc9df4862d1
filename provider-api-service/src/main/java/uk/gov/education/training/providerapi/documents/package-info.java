/** The documents that lead providers see: rendered from facts, stored only if they changed. */
@NullMarked
package uk.gov.education.training.providerapi.documents;

import org.jspecify.annotations.NullMarked;
