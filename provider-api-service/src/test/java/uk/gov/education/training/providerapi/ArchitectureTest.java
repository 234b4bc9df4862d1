package uk.gov.education.training.providerapi;

import uk.gov.education.training.testsupport.ServiceArchitecture;

class ArchitectureTest extends ServiceArchitecture {}
