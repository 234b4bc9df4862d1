/** The documents that lead providers see: rendered from facts, stored only where they differ. */
@NullMarked
package uk.gov.education.training.providerapi.documents;

import org.jspecify.annotations.NullMarked;
