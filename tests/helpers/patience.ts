import { configure } from '@testing-library/react';

/** What a test waits for may take long on a busy machine: time decides no test. In ms. */
configure({ asyncUtilTimeout: 10_000 });
